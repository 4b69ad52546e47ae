// What the book shows of the departments. Their people are asked in a room of its own; the frame puts the two together.
import type { BookDay } from '@/generated/bindings';

export interface DutySlots {
  /** The departments of the day; `choose` filters the board by one, null by none. */
  departments?(props: { day: BookDay; department: number | null; choose: (department: number | null) => void }): unknown;
}

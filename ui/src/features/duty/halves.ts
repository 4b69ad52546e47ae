// The two halves of a day, and how many cases stand in one.
import type { AllocationHalf, AllocationLine, BookingLink, Count } from '@/generated/bindings';

export const HALVES = ['morning', 'afternoon'] as const;
export type HalfName = (typeof HALVES)[number];

export type TwoHalves = Pick<AllocationLine, HalfName>;

export const allOf = ({ held, beside }: Count): number => held + beside;

/** `09:30`, of a time or of a moment. */
export const timeOf = (at: string): string => (at.includes('T') ? at.slice(11, 16) : at.slice(0, 5));

/** The half-days somebody is needed in; those with provisional cases where nobody is; without any, both. */
export function halvesWithWork(line: TwoHalves): HalfName[] {
  const needed = HALVES.filter((half) => line[half].need > 0);
  if (needed.length > 0) return needed;
  const beside = HALVES.filter((half) => allOf(line[half].cases) > 0);
  return beside.length > 0 ? beside : [...HALVES];
}

/** Bookings of several lists, each once, by their time. */
export function together(lists: readonly (readonly BookingLink[])[]): BookingLink[] {
  const byId = new Map(lists.flat().map((link) => [link.booking, link] as const));
  return [...byId.values()].sort((a, b) => a.at.localeCompare(b.at) || a.number.localeCompare(b.number));
}

export const bookingsOf = (half: AllocationHalf): BookingLink[] => together(half.items.map(({ bookings }) => bookings));

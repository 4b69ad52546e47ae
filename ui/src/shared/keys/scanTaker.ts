// Who takes a scan: the frame finds the booking; a screen that has something better to do with it than opening it says so.
import { onActivated, onDeactivated, onMounted, onUnmounted } from 'vue';
import type { FoundBooking } from '@/generated/bindings';

type Taker = (found: FoundBooking) => Promise<void>;

let taker: Taker | null = null;
let heard: { scanned(number: string): void; unread(text: string): void; broken(): void } | null = null;

/** For the gate. */
export const scans = {
  scanned: (number: string): void => heard?.scanned(number),
  unread: (text: string): void => heard?.unread(text),
  broken: (): void => heard?.broken(),
};

/** The frame hears of scans while it is there. */
export function useScanListener(listener: NonNullable<typeof heard>): void {
  onMounted(() => (heard = listener));
  onUnmounted(() => {
    if (heard === listener) heard = null;
  });
}

/** While the calling screen is shown, bookings that were scanned are its own. */
export function useScanTaker(take: Taker): void {
  const add = () => (taker = take);
  const remove = () => {
    if (taker === take) taker = null;
  };
  onMounted(add);
  onActivated(add);
  onDeactivated(remove);
  onUnmounted(remove);
}

export const scanTaker = (): Taker | null => taker;

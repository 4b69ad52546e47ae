// Showing what is masked: on request, on record, and for a minute at most. Then it is masked again by itself, and at once when
// somebody else is looked at.
import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { BookingDetail } from '@/generated/bindings';
import { useWrite } from './data/useWrite';

export const SHOWN_MILLISECONDS = 60_000;

/** `bookings` are whose values are shown together; the first says who it is. */
export function useReveal(bookings: () => readonly string[]) {
  const { run, failure } = useWrite('booking_reveal');
  /** The bookings with their values, while they are shown; else none. */
  const shown = shallowRef<readonly BookingDetail[]>([]);
  const busy = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let gone = false;
  const who = (): string | undefined => bookings()[0];

  function hide(): void {
    clearTimeout(timer);
    shown.value = [];
  }

  /** The values of all of them; undefined when the core refused, or when it is about somebody else by now. */
  async function ask(): Promise<readonly BookingDetail[] | undefined> {
    const asked = who();
    const details: BookingDetail[] = [];
    for (const booking of bookings()) {
      const detail = await run({ booking });
      // Why it was refused is told to nobody else either.
      if (who() !== asked) failure.value = null;
      if (!detail || gone || who() !== asked) return undefined;
      details.push(detail);
    }
    return details;
  }

  /** Shows the values. Undefined when there are none to show, and while they are on their way: each asking is on record. */
  async function reveal(): Promise<readonly BookingDetail[] | undefined> {
    if (busy.value) return undefined;
    busy.value = true;
    const details = await ask();
    busy.value = false;
    if (!details) return undefined;
    hide();
    shown.value = details;
    timer = setTimeout(hide, SHOWN_MILLISECONDS);
    return details;
  }

  watch(who, () => {
    hide();
    failure.value = null;
  });
  onScopeDispose(() => {
    gone = true;
    hide();
  });

  return { shown, reveal, hide, busy, failure };
}

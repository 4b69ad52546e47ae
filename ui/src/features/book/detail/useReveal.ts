// Showing what is masked: on request, on record, and for a minute at most. Then it is masked again by itself.
import { onScopeDispose, shallowRef } from 'vue';
import type { BookingDetail } from '@/generated/bindings';
import { useWrite } from '@/shared/data/useWrite';

export const SHOWN_MILLISECONDS = 60_000;

export function useReveal(booking: () => string) {
  const { run, busy, failure } = useWrite('booking_reveal');
  /** The booking with its values, while they are shown. */
  const full = shallowRef<BookingDetail | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let gone = false;

  function hide(): void {
    clearTimeout(timer);
    full.value = null;
  }

  /** Shows the values; undefined when the core refused. */
  async function reveal(): Promise<BookingDetail | undefined> {
    const shown = await run({ booking: booking() });
    if (!shown || gone) return shown;
    hide();
    full.value = shown;
    timer = setTimeout(hide, SHOWN_MILLISECONDS);
    return shown;
  }

  onScopeDispose(() => {
    gone = true;
    hide();
  });

  return { full, reveal, hide, busy, failure };
}

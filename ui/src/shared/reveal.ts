// Showing what is masked: on request, on record, and for a minute at most. Then it is masked again by itself, and at once when
// somebody else is looked at.
import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue';
import type { BookingDetail, CaseDetail, Failure } from '@/generated/bindings';
import { useWrite } from './data/useWrite';

export const SHOWN_MILLISECONDS = 60_000;

/** What the core shows of one, on record; undefined when it refused. */
interface Asking<Detail> {
  run(id: string): Promise<Detail | undefined>;
  failure: Ref<Failure | null>;
}

/** `bookings` are whose values are shown together; the first says who it is. */
export function useReveal(bookings: () => readonly string[]) {
  const { run, failure } = useWrite('booking_reveal');
  return useRevealed<BookingDetail>(bookings, { run: (booking) => run({ booking }), failure });
}

/** The same of a case of the assisted-handling log. */
export function useCaseReveal(id: () => string) {
  const { run, failure } = useWrite('assist_reveal');
  return useRevealed<CaseDetail>(() => [id()], { run: (one) => run({ case: one }), failure });
}

function useRevealed<Detail>(ids: () => readonly string[], { run, failure }: Asking<Detail>) {
  /** Those with their values, while they are shown; else none. */
  const shown = shallowRef<readonly Detail[]>([]);
  const busy = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let gone = false;
  const who = (): string | undefined => ids()[0];

  function hide(): void {
    clearTimeout(timer);
    shown.value = [];
  }

  /** The values of all of them; undefined when the core refused, or when it is about somebody else by now. */
  async function ask(): Promise<readonly Detail[] | undefined> {
    const asked = who();
    const details: Detail[] = [];
    for (const id of ids()) {
      const detail = await run(id);
      // Why it was refused is told to nobody else either.
      if (who() !== asked) failure.value = null;
      if (!detail || gone || who() !== asked) return undefined;
      details.push(detail);
    }
    return details;
  }

  /** Shows the values. Undefined when there are none to show, and while they are on their way: each asking is on record. */
  async function reveal(): Promise<readonly Detail[] | undefined> {
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

// The call list of the day in focus: which line is in hand, and what is done to it.
import { computed, watch } from 'vue';
import type { CallLine, CallOutcome } from '@/generated/bindings';
import { useRead } from '@/shared/data/useRead';
import { useWrite } from '@/shared/data/useWrite';
import { focusDay } from '@/shared/day';
import { useFindHere } from '@/shared/find/useFindHere';
import type { WordKey } from '@/shared/words';
import { waitingFirst } from './order';
import { useHand } from './useHand';

/** What is in the answer to be acted on. */
type Line = Pick<CallLine, 'booking' | 'base' | 'name'>;

/** What a call came to, as it is called when it is taken back. */
const WHAT = {
  coming: 'undo.what.call_coming', rescheduled: 'undo.what.call_rescheduled', cancelled: 'undo.what.call_cancelled', no_answer: 'undo.what.call_no_answer',
} as const satisfies Record<CallOutcome, WordKey>;

export function useCalls() {
  const { data: list, failure } = useRead('call_list', () => ({ date: focusDay.value }), {
    enabled: () => focusDay.value !== '',
    keepPrevious: true,
  });
  const calling = useWrite('call_record');
  const arriving = useWrite('arrival_mark');
  const seating = useWrite('seat_again');
  const writes = [calling, seating, arriving];
  const lines = computed(() => waitingFirst(list.value?.lines ?? []));
  const here = useFindHere(focusDay);
  /** Those that the search leaves: whoever stands at the door is found by name, phone or slip. */
  const shown = computed(() => lines.value.filter((line) => here.found.value?.has(line.booking) ?? true));
  const hand = useHand(shown);
  // A list that comes anew, of the first or of another day, has its first line in hand.
  watch(() => list.value?.date, hand.begin, { immediate: true });
  const wrong = computed(() => writes.map((write) => write.failure.value).find((one) => one !== null) ?? null);
  const busy = computed(() => writes.some((write) => write.busy.value));
  /** The list in sight is that of the day in focus. */
  const isOfDay = computed(() => list.value?.date === focusDay.value);

  function forgetFailures(): void {
    writes.forEach((write) => (write.failure.value = null));
  }

  const may = (): boolean => {
    if (busy.value || !isOfDay.value) return false;
    forgetFailures();
    return true;
  };

  /** Waits until what is being done is done. */
  async function settled(): Promise<void> {
    if (busy.value) await new Promise<void>((resolve) => watch(busy, () => resolve(), { once: true }));
  }

  /** Marks somebody as here; `confirmed` are the warnings that were read. */
  async function arrive({ booking, base, name }: Line, confirmed: string[] = []): Promise<boolean> {
    if (!may()) return false;
    return (await arriving.run({ booking, base, confirmed }, { name })) !== undefined;
  }

  async function seatAgain({ booking, base, name, can }: CallLine): Promise<boolean> {
    if (!can.includes('seat_again') || !may()) return false;
    return (await seating.run({ booking, base, confirmed: [] }, { name })) !== undefined;
  }

  async function call({ booking, base, name }: Line, outcome: CallOutcome, expected = '', release = false): Promise<boolean> {
    if (!may()) return false;
    const what = release ? 'undo.what.call_release' : WHAT[outcome];
    return (await calling.run({ booking, base, outcome, expected, release }, { what, name })) !== undefined;
  }

  return { list, failure, here, shown, lines, hand, wrong, busy, isOfDay, arriving: arriving.failure, settled, forgetFailures, arrive, seatAgain, call };
}

// The call list of the day in focus: which line is in hand, what a key does to it, and taking the last thing back.
import { computed, ref, shallowRef } from 'vue';
import type { CallLine, CallOutcome, UndoOffer } from '@/generated/bindings';
import { useRead } from '@/shared/data/useRead';
import { useWrite } from '@/shared/data/useWrite';
import { focusDay } from '@/shared/day';
import { useFindHere } from '@/shared/find/useFindHere';
import { waitingFirst } from './order';

export function useCalls() {
  const { data: list, failure } = useRead('call_list', () => ({ date: focusDay.value }), {
    enabled: () => focusDay.value !== '',
    keepPrevious: true,
    everyMilliseconds: 30_000,
  });
  const calling = useWrite('call_record');
  const arriving = useWrite('arrival_mark');
  const seating = useWrite('seat_again');
  const undoing = useWrite('undo');
  const lines = computed(() => waitingFirst(list.value?.lines ?? []));
  const here = useFindHere(focusDay);
  /** Those that the search leaves: whoever stands at the door is found by name, phone or slip. */
  const shown = computed(() => lines.value.filter((line) => here.found.value?.has(line.booking) ?? true));
  const chosen = ref<string | null>(null);
  /** The line in hand: the first one until another is chosen. */
  const active = computed<CallLine | null>(() => shown.value.find((line) => line.booking === chosen.value) ?? shown.value[0] ?? null);
  const done = shallowRef<{ name: string; undo: UndoOffer } | null>(null);
  const wrong = computed(() => calling.failure.value ?? seating.failure.value ?? arriving.failure.value ?? undoing.failure.value);
  const busy = computed(() => calling.busy.value || seating.busy.value || arriving.busy.value || undoing.busy.value);

  function step(by: number): void {
    const at = shown.value.findIndex((line) => line.booking === active.value?.booking);
    const next = shown.value[Math.min(Math.max(at + by, 0), shown.value.length - 1)];
    if (next) chosen.value = next.booking;
  }

  function forgetFailures(): void {
    for (const write of [calling, arriving, seating, undoing]) write.failure.value = null;
  }

  async function arrive(): Promise<void> {
    const line = active.value;
    // Who was moved to another day does not arrive on this one.
    if (line === null || line.moved_to !== null || busy.value) return;
    forgetFailures();
    const noted = await arriving.run({ booking: line.booking, base: line.base });
    if (noted) done.value = { name: line.name, undo: noted.undo };
  }

  async function seatAgain(): Promise<void> {
    const line = active.value;
    if (line === null || busy.value || !line.released) return;
    forgetFailures();
    const noted = await seating.run({ booking: line.booking, base: line.base });
    if (noted) done.value = { name: line.name, undo: noted.undo };
  }

  async function call(outcome: CallOutcome, expected = '', release = false): Promise<boolean> {
    const line = active.value;
    if (line === null || busy.value) return false;
    forgetFailures();
    const noted = await calling.run({ booking: line.booking, base: line.base, outcome, expected, release });
    if (noted) done.value = { name: line.name, undo: noted.undo };
    return noted !== undefined;
  }

  async function undo(): Promise<void> {
    if (done.value === null || busy.value) return;
    forgetFailures();
    if ((await undoing.run({ token: done.value.undo.token })) !== undefined) done.value = null;
  }

  return { list, failure, here, shown, lines, active, chosen, done, wrong, busy, step, arrive, seatAgain, call, undo };
}

export type CallsModel = ReturnType<typeof useCalls>;

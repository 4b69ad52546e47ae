// What a key does to the line in hand, for all of its bookings at once. What somebody else would be hurt by asks first.
import { computed, shallowRef, watch } from 'vue';
import type { CallAct, CallOutcome, CallTask } from '@/generated/bindings';
import { useWrite } from '@/shared/data/useWrite';
import { useAskTwice } from '@/shared/keys/askTwice';
import type { WordKey } from '@/shared/words';
import { peopleOf } from '@/shared/calls/script';
import type { TaskHand } from './useTaskHand';

export type OutcomeKey = '1' | '2' | '3' | '4' | '5';

const OUTCOMES: Record<OutcomeKey, CallOutcome> = { 1: 'coming', 2: 'rescheduled', 3: 'cancelled', 4: 'no_answer', 5: 'no_answer' };
/** How each is called when it is taken back. */
const WHAT: Record<OutcomeKey, WordKey> = {
  1: 'undo.what.called', 2: 'undo.what.call_rescheduled', 3: 'undo.what.call_cancelled', 4: 'undo.what.call_no_answer', 5: 'undo.what.call_release',
};
const ASKING: readonly OutcomeKey[] = ['3', '5'];

/** A line as it is now: what was asked or done about it is over once something becomes of one of its bookings. */
export const aboutOf = (task: CallTask): string => task.bookings.map(({ booking, base }) => `${booking} ${base}`).join(' ');
export const isLate = (task: CallTask): boolean => task.bookings.some(({ whys }) => whys.some(({ reason }) => reason === 'not_arrived'));

const ACTS: Record<OutcomeKey, CallAct> = { 1: 'coming', 2: 'rescheduled', 3: 'cancelled', 4: 'no_answer', 5: 'release' };

/** Keys that mean something for a line. */
export function keysOf(task: CallTask): readonly OutcomeKey[] {
  return (['1', '2', '3', '4', '5'] as const).filter((key) => task.can.includes(ACTS[key]));
}

const isKey = (key: string): key is OutcomeKey => key in OUTCOMES;

export function useOutcomes(hand: TaskHand, opened: (booking: string) => void) {
  const noting = useWrite('call_note');
  const asking = useAskTwice();
  /** The line that was noted last: until the list comes anew, nothing more is done to it. */
  const noted = shallowRef('');
  watch(hand.active, () => (noted.value = ''));
  /** No key acts now. */
  const rests = computed(() => noting.busy.value || hand.settling.value);

  async function perform(key: OutcomeKey, task: CallTask, expected: string): Promise<void> {
    asking.forget();
    noting.failure.value = null;
    const about = aboutOf(task);
    const bookings = task.bookings.map(({ booking, base }) => ({ booking, base }));
    const name = peopleOf(task)[0] ?? task.name;
    const input = { bookings, outcome: OUTCOMES[key], expected: key === '1' && isLate(task) ? expected : '', release: key === '5' };
    if (!(await noting.run(input, { what: key === '1' && isLate(task) ? 'undo.what.call_coming' : WHAT[key], name }))) return;
    const isStill = hand.active.value !== null && aboutOf(hand.active.value) === about;
    if (isStill) noted.value = about;
    if (isStill && key === '4') hand.next();
    const first = task.bookings[0];
    if (key === '2' && first) opened(first.booking);
  }

  /** A key, or the button that bears it. `sure`: what it asks has been read. */
  async function press(key: string, expected = '', sure = false): Promise<void> {
    const task = hand.active.value;
    if (task === null || rests.value) return;
    const about = aboutOf(task);
    if (about === noted.value) return;
    if (key === 'escape') return giveUp();
    const meant = key === 'enter' ? asking.enter(about) : key;
    if (meant === null || !isKey(meant) || !keysOf(task).includes(meant)) return;
    const asks = ASKING.includes(meant) && key !== 'enter' && !sure;
    if (!asks || asking.press(meant, about)) await perform(meant, task, expected);
  }

  function giveUp(): void {
    asking.forget();
    noting.failure.value = null;
  }

  return { press, giveUp, asked: asking.asked, rests, failure: noting.failure };
}

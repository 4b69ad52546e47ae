// What a key does to the line in hand, for all of its bookings at once. What somebody else would be hurt by asks first.
import { computed, shallowRef, watch } from 'vue';
import type { CallAct, CallOutcome, CallTask } from '@/generated/bindings';
import { useWrite } from '@/shared/data/useWrite';
import { useAskTwice } from '@/shared/keys/askTwice';
import type { WordKey } from '@/shared/words';
import { peopleOf } from '@/shared/calls/script';
import type { TaskHand } from './useTaskHand';

/** What a key says of a call. */
interface Outcome {
  act: CallAct;
  outcome: CallOutcome;
  label: WordKey;
  /** How it is called when it is taken back. */
  what: WordKey;
  /** What it asks first; of several bookings in other words. */
  asks?: { one: WordKey; several: WordKey };
  /** Gives up the seats. */
  release?: boolean;
  /** Goes on to the next line, though this one stays. */
  goesOn?: boolean;
  /** Opens the booking, to be changed. */
  opens?: boolean;
}

const RELEASE = 'to_call.ask.release';
const OUTCOMES = {
  1: { act: 'coming', outcome: 'coming', label: 'to_call.act.told', what: 'undo.what.called' },
  2: { act: 'rescheduled', outcome: 'rescheduled', label: 'to_call.act.rescheduled', what: 'undo.what.call_rescheduled', opens: true },
  3: { act: 'cancelled', outcome: 'cancelled', label: 'to_call.act.cancelled', what: 'undo.what.call_cancelled', asks: { one: 'to_call.ask.cancelled', several: 'to_call.ask.cancelled_all' } },
  4: { act: 'no_answer', outcome: 'no_answer', label: 'to_call.act.no_answer', what: 'undo.what.call_no_answer', goesOn: true },
  5: { act: 'release', outcome: 'no_answer', label: 'to_call.act.release', what: 'undo.what.call_release', asks: { one: RELEASE, several: RELEASE }, release: true },
} as const satisfies Record<string, Outcome>;
/** Whoever has not come is asked whether they do, and when. */
const LATE: Outcome = { ...OUTCOMES[1], label: 'to_call.act.coming', what: 'undo.what.call_coming' };

type OutcomeKey = `${keyof typeof OUTCOMES}`;

/** A line as it is now: what was asked or done about it is over once something becomes of one of its bookings. */
export const aboutOf = (task: CallTask): string => task.bookings.map(({ booking, base }) => `${booking} ${base}`).join(' ');
export const isLate = (task: CallTask): boolean => task.bookings.some(({ whys }) => whys.some(({ reason }) => reason === 'not_arrived'));

const isKey = (key: string): key is OutcomeKey => Object.hasOwn(OUTCOMES, key);

/** What a key means for a line; undefined where it means nothing. */
export function outcomeOf(key: string, task: CallTask): Outcome | undefined {
  const outcome: Outcome | undefined = !isKey(key) ? undefined : key === '1' && isLate(task) ? LATE : OUTCOMES[key];
  return outcome && task.can.includes(outcome.act) ? outcome : undefined;
}

/** The keys that mean something for a line, and what. */
export function outcomesOf(task: CallTask): { key: string; outcome: Outcome }[] {
  return Object.keys(OUTCOMES).flatMap((key) => {
    const outcome = outcomeOf(key, task);
    return outcome ? [{ key, outcome }] : [];
  });
}

export function useOutcomes(hand: TaskHand, opened: (booking: string) => void) {
  const noting = useWrite('call_note');
  const asking = useAskTwice();
  /** The line that was noted last: until the list comes anew, nothing more is done to it. */
  const noted = shallowRef('');
  watch(hand.active, () => (noted.value = ''));
  /** No key acts now. */
  const rests = computed(() => noting.busy.value || hand.settling.value);

  async function perform(outcome: Outcome, task: CallTask, expected: string): Promise<void> {
    asking.forget();
    noting.failure.value = null;
    const about = aboutOf(task);
    const bookings = task.bookings.map(({ booking, base }) => ({ booking, base }));
    const name = peopleOf(task)[0] ?? task.name;
    const input = { bookings, outcome: outcome.outcome, expected: outcome === LATE ? expected : '', release: outcome.release === true };
    if (!(await noting.run(input, { what: outcome.what, name }))) return;
    const isStill = hand.active.value !== null && aboutOf(hand.active.value) === about;
    if (isStill) noted.value = about;
    if (isStill && outcome.goesOn) hand.next();
    const first = task.bookings[0];
    if (outcome.opens && first) opened(first.booking);
  }

  /** A key, or the button that bears it. `sure`: what it asks has been read. */
  async function press(key: string, expected = '', sure = false): Promise<void> {
    const task = hand.active.value;
    if (task === null || rests.value) return;
    const about = aboutOf(task);
    if (about === noted.value) return;
    if (key === 'escape') return giveUp();
    const meant = key === 'enter' ? asking.enter(about) : key;
    const outcome = meant === null ? undefined : outcomeOf(meant, task);
    if (meant === null || outcome === undefined) return;
    const asks = outcome.asks !== undefined && key !== 'enter' && !sure;
    if (!asks || asking.press(meant, about)) await perform(outcome, task, expected);
  }

  function giveUp(): void {
    asking.forget();
    noting.failure.value = null;
  }

  return { press, giveUp, asked: asking.asked, rests, failure: noting.failure };
}

// What a key does to the line in hand. What takes something from its person asks first, and so does an arrival on another
// day than theirs.
import type { ComputedRef } from 'vue';
import type { CallLine } from '@/generated/bindings';
import { useAskTwice } from '@/shared/keys/askTwice';
import { say } from '@/shared/notice';
import { useWords } from '@/shared/words';
import type { useCalls } from './useCalls';

type Calls = Pick<ReturnType<typeof useCalls>, 'arriving' | 'arrive' | 'seatAgain' | 'call' | 'forgetFailures'> & { active: ComputedRef<CallLine | null> };

/** Keys that ask before they act. */
const ASKING = ['3', '4', '5'];
const NOT_TODAY = 'confirm.not_today';

/** What is asked is about this booking as it is; when something becomes of it, the question is over. */
export const aboutOf = ({ booking, base }: CallLine): string => `${booking} ${base}`;

export function useCallKeys({ active, arriving, arrive, seatAgain, call, forgetFailures }: Calls, opened: (booking: string) => void) {
  const words = useWords();
  const asking = useAskTwice();

  async function markArrived(line: CallLine, confirmed: string[]): Promise<void> {
    // Not on this day; that somebody is here already is said by the core.
    if (line.arrived === null && !line.can.includes('arrive')) return;
    await arrive(line, confirmed);
    if (arriving.value?.confirmable) asking.press('a', aboutOf(line));
  }

  async function reschedule(line: CallLine): Promise<void> {
    if (await call(line, 'rescheduled')) opened(line.booking);
  }

  /** Does what a key means, with nothing asked any more. */
  async function perform(key: string, line: CallLine, expected = ''): Promise<void> {
    const isAnswer = asking.asked.value?.key === key;
    asking.forget();
    if (key === 'a') await markArrived(line, isAnswer ? [NOT_TODAY] : []);
    else if (key === '6') await seatAgain(line);
    else if (key === '1') await call(line, 'coming', expected);
    else if (key === '2') await reschedule(line);
    else if (key === '3') await call(line, 'cancelled');
    else await call(line, 'no_answer', '', key === '5');
  }

  /** A key on the list, pressed at a time of the page's clock. */
  async function press(key: string, expected = '', at = performance.now()): Promise<void> {
    const line = active.value;
    if (line === null) return say(words('calls.nobody_in_hand'), 'warn');
    const about = aboutOf(line);
    if (key === 'escape') return giveUp();
    const { asked } = asking;
    if (key === 'enter') return answer(line, at);
    const asks = ASKING.includes(key) || (key === 'a' && asked.value?.key === 'a');
    if (!asks) return perform(key, line, expected);
    const answers = asked.value?.key === key && asked.value.about === about;
    if (!answers) return void asking.press(key, about);
    if (!asking.press(key, about, at)) return;
    await (key === 'a' ? markArrived(line, [NOT_TODAY]) : perform(key, line));
  }

  /** Enter is the answer to what is asked about the line in hand. */
  async function answer(line: CallLine, at: number): Promise<void> {
    const key = asking.enter(aboutOf(line), at);
    if (key === 'a') await markArrived(line, [NOT_TODAY]);
    else if (key !== null) await perform(key, line);
  }

  function giveUp(): void {
    asking.forget();
    forgetFailures();
  }

  /** Asks whether somebody who is not due today is here. */
  function askArrival(): void {
    if (active.value) asking.press('a', aboutOf(active.value));
  }

  return { asked: asking.asked, press, perform, giveUp, askArrival };
}

// What a key does to the department in hand: its answer is written down, it is told. An answer that leaves bookings without anybody
// asks first.
import { computed, ref, shallowRef, watch, type Ref } from 'vue';
import type { Allocation, AllocationLine, Means } from '@/generated/bindings';
import { copyText } from '@/shared/clipboard';
import { useWrite } from '@/shared/data/useWrite';
import { useDates } from '@/shared/dates';
import { useAskTwice } from '@/shared/keys/askTwice';
import { nameOf } from '@/shared/language';
import { useWords } from '@/shared/words';
import { denied, isAnswerKey, notesOf, type Notes } from './answerNote';
import { allNotices, needsNotice, noticeText } from './noticeText';
import type { DutyHand } from './useDutyHand';

/** A department as it is now: what was asked about it is over once somebody else has answered or told it. */
const aboutOf = ({ department, seen, attempts, told }: AllocationLine): string => [department, ...seen, attempts, told?.times ?? 0].join(' ');

export function useDutyActs(day: Readonly<Ref<Allocation | undefined>>, isOld: Readonly<Ref<boolean>>, hand: DutyHand, mayWrite: () => boolean, mayTell = mayWrite) {
  const words = useWords();
  const dates = useDates();
  const answering = useWrite('duty_answer');
  const telling = useWrite('duty_tell');
  const asking = useAskTwice();
  /** How the answers that are written down now come in, and who gives them. */
  const means = ref<Means | ''>('telephone');
  const toldBy = ref('');
  /** What was copied last; what has to be copied by hand, and whom it tells. */
  const copied = ref('');
  const byHand = shallowRef<{ text: string; departments: number[] } | null>(null);
  /** The line that was answered last: until the list comes anew, no key answers it again. */
  const noted = ref('');
  const rests = computed(() => answering.busy.value || telling.busy.value || hand.settling.value || isOld.value);
  const failure = computed(() => answering.failure.value ?? telling.failure.value);

  function forget(): void {
    asking.forget();
    answering.failure.value = null;
    telling.failure.value = null;
  }
  watch(() => hand.active.value?.department, () => {
    forget();
    toldBy.value = '';
    noted.value = '';
    byHand.value = null;
    copied.value = '';
  });

  async function send(line: AllocationLine, notes: Notes, how: Means | null, who: string): Promise<boolean> {
    if (!day.value) return false;
    const about = aboutOf(line);
    const done = await answering.run({ date: day.value.date, department: line.department, seen: line.seen, ...notes, means: how, told_by: who });
    if (done === undefined) return false;
    if (hand.active.value !== null && aboutOf(hand.active.value) === about) noted.value = about;
    return true;
  }

  /** A key of the answers, or the button that bears it. */
  async function answer(key: string, sure = false): Promise<void> {
    const line = hand.active.value;
    if (line === null || rests.value || !mayWrite()) return;
    const about = aboutOf(line);
    if (about === noted.value || !isAnswerKey(key)) return;
    const notes = notesOf(key, line);
    if (denied(notes, line).length > 0 && !sure && !asking.press(key, about)) return;
    forget();
    await send(line, notes, means.value === '' ? null : means.value, toldBy.value);
  }

  /** Enter answers what was asked; false where nothing was. */
  async function enter(): Promise<boolean> {
    const line = hand.active.value;
    if (line === null || asking.asked.value === null) return false;
    const key = asking.enter(aboutOf(line));
    if (key !== null) await answer(key, true);
    return true;
  }

  async function tell(departments: number[], how: Means): Promise<boolean> {
    if (!day.value || departments.length === 0 || !mayTell()) return false;
    return (await telling.run({ date: day.value.date, departments, means: how })) !== undefined;
  }

  /** Told by telephone, without a text. */
  async function told(): Promise<void> {
    const line = hand.active.value;
    if (line !== null && !rests.value) await tell([line.department], 'telephone');
  }

  async function copyAnd(text: string, departments: number[], said: string): Promise<void> {
    forget();
    [byHand.value, copied.value] = [null, ''];
    if (!(await copyText(text))) {
      byHand.value = { text, departments };
      return;
    }
    copied.value = said;
    await tell(departments, 'chat');
  }

  /** The notice of the department in hand goes to the clipboard, and that it was told is written down. */
  async function copy(): Promise<void> {
    const line = hand.active.value;
    if (line === null || !day.value || rests.value) return;
    await copyAnd(noticeText(day.value, line, words, dates), [line.department], words('notice.copied', { department: nameOf(line.name) }));
  }

  /** Departments that have to be told something. */
  const toTell = computed(() => hand.lines.value.filter(needsNotice));

  /** Whose notices are printed and saved at once: of those who need one; where nobody does, of everybody. */
  const noticed = computed(() => (toTell.value.length > 0 ? toTell.value : hand.lines.value));

  async function copyAll(): Promise<void> {
    if (!day.value || rests.value || toTell.value.length === 0) return;
    const lines = toTell.value;
    await copyAnd(allNotices(day.value, lines, words, dates), lines.map(({ department }) => department), words('notice.copied_all', { n: lines.length }));
  }

  /** What had to be copied by hand was. */
  async function copiedByHand(): Promise<void> {
    if (byHand.value && (await tell(byHand.value.departments, 'chat'))) byHand.value = null;
  }

  return { answer, enter, told, copy, copyAll, copiedByHand, send, forget, asked: asking.asked, rests, failure, means, toldBy, copied, byHand, toTell, noticed, answering };
}

export type DutyActs = ReturnType<typeof useDutyActs>;

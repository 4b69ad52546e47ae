// What keys and buttons do on the screen: to the department in hand, and which dialog lies over it.
import { nextTick, shallowRef, type Ref } from 'vue';
import type { AllocationLine, BookingLink, Means } from '@/generated/bindings';
import { isComposing } from '@/shared/ime';
import { fieldOf } from '@/shared/keys/fields';
import { nameOf } from '@/shared/language';
import { isAnswerKey, type Notes } from './answerNote';
import { bookingsOf, HALVES, together } from './halves';
import { KEYS } from './keys';
import type { DutyActs } from './useDutyActs';
import type { DutyHand } from './useDutyHand';
import type { useDutyPapers } from './useDutyPapers';

interface Desk {
  hand: DutyHand;
  acts: DutyActs;
  papers: Pick<ReturnType<typeof useDutyPapers>, 'printPublished'>;
  writes: Readonly<Ref<boolean>>;
  /** The cursor goes back to the line in hand. */
  focus(): Promise<void>;
}

export function useDutyDesk({ hand, acts, papers, writes, focus }: Desk) {
  const { active } = hand;
  /** What lies over the screen. */
  const over = shallowRef<'paste' | 'publish' | null>(null);
  /** The department the form is about, as it was when the form was opened: its answer has seen that and no more. */
  const formOf = shallowRef<AllocationLine | null>(null);
  /** Bookings that are looked at. */
  const looked = shallowRef<{ title: string; bookings: BookingLink[] } | null>(null);

  function look(title: string, bookings: BookingLink[]): void {
    looked.value = { title, bookings };
  }

  function openForm(): void {
    if (!writes.value || active.value === null || acts.rests.value) return;
    acts.forget();
    formOf.value = active.value;
  }

  /** A key on the line in hand, or the button that bears it. */
  async function act(key: string): Promise<void> {
    const line = active.value;
    if (isAnswerKey(key)) await acts.answer(key);
    else if (key === '4' || key === 'Enter') openForm();
    else if (key === 'c') await acts.copy();
    else if (key === 't') await acts.told();
    else if (key === 'v') over.value = writes.value ? 'paste' : null;
    else if (key === 'n') hand.next();
    else if (key === 'p' && line) await papers.printPublished(line.department);
    else if (key === 'b' && line) look(nameOf(line.short), together(HALVES.map((half) => bookingsOf(line[half]))));
    if (over.value === null && formOf.value === null && looked.value === null && acts.byHand.value === null) await focus();
  }

  /** The next action of a line, which may be another one than the one in hand. */
  async function next(department: number, key: string): Promise<void> {
    hand.choose(department);
    await nextTick();
    await act(key);
  }

  async function onKey(event: KeyboardEvent): Promise<void> {
    if (event.ctrlKey || event.altKey || event.metaKey || isComposing(event)) return;
    const { target } = event;
    if (fieldOf(target) !== null || (event.key === 'Enter' && target instanceof HTMLButtonElement)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!KEYS.includes(key)) return;
    event.preventDefault();
    if (key === 'Escape') return acts.forget();
    if (key === 'Enter' && (await acts.enter())) return;
    await act(key);
  }

  /** The question was read, and the answer is meant. */
  async function sure(key: string): Promise<void> {
    await acts.answer(key, true);
    await focus();
  }

  function back(): void {
    acts.forget();
    void focus();
  }

  /** What the form says is written down; false when it was refused. */
  async function save(notes: Notes, means: Means | null, toldBy: string): Promise<boolean> {
    if (formOf.value === null) return true;
    const done = await acts.send(formOf.value, notes, means, toldBy);
    if (done) formOf.value = null;
    return done;
  }

  function closeForm(): void {
    formOf.value = null;
    acts.forget();
  }

  return { over, formOf, looked, look, act, next, onKey, sure, back, save, closeForm };
}

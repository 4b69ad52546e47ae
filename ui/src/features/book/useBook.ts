// The appointment book as one thing: form, draft, saving, undo, and which booking is looked at. The screen only draws it.
import { ref, shallowRef } from 'vue';
import type { BookingDetail, BookingSaved } from '@/generated/bindings';
import { useWrite } from '@/shared/data/useWrite';
import { focusDay, goToDay } from '@/shared/day';
import type { SlotLine } from './board/boardModel';
import { newRequest } from '@/shared/forms/newRequest';
import { readDraft } from './form/draft';
import { isUntouched } from './form/formState';
import { useBookingForm } from './form/useBookingForm';
import { useDraftKeeping } from '@/shared/forms/useDraftKeeping';
import { useSaving } from './form/useSaving';
import { printSlips } from '@/shared/paper/usePrinting';
import { useUndo } from './slip/useUndo';

export function useBook() {
  const form = useBookingForm();
  const keeping = useDraftKeeping('booking', () => form.draft.value);
  const saving = useSaving(form, keeping);
  const undoing = useUndo((taken) => {
    // A booking undone before the next was begun goes back into the form.
    if (taken.what !== 'made' || taken.form === null || !isUntouched(form.state)) return;
    // The old request has made a booking; a new one must not be taken for it.
    form.fill({ ...taken.form, request: newRequest() });
  });
  const revealing = useWrite('booking_reveal');
  /** The booking whose detail is open. */
  const opened = ref<string | null>(null);
  /** The booking whose slip is shown. */
  const slipOf = ref<string | null>(null);
  /** The slot whose list is open. */
  const listed = shallowRef<SlotLine | null>(null);

  /** Brings back what was typed before the program ended. */
  async function begin(): Promise<void> {
    const text = await keeping.find();
    const found = readDraft(text);
    if (found && isUntouched(form.state)) {
      // A day that is over is not gone back to: what was typed is kept and the next Saturday stands ready.
      if (found.date > focusDay.value) goToDay(found.date);
      form.restore(found.date >= focusDay.value ? found : { ...found, slotByHand: false, form: { ...found.form, slot: null } });
    }
    // What does not read stays where it is until something else is typed.
    keeping.begin(found === null ? null : text);
  }

  /** Saves the form; true when it was saved. */
  async function save(print: boolean, confirmed: string[]): Promise<boolean> {
    const done = await saving.save(confirmed);
    if (!done) return false;
    undoing.offer(done.what, done.saved, done.form);
    if (print) await printSlips([done.saved.slip, ...done.saved.others.map((other) => other.slip)]);
    return true;
  }

  function edit(detail: BookingDetail): void {
    opened.value = null;
    form.startEdit(detail);
  }

  /** The booking that is there is edited instead of making another; what was typed comes back if the edit is left. */
  async function editInstead(booking: string): Promise<boolean> {
    if (revealing.busy.value) return false;
    const detail = await revealing.run({ booking });
    if (detail) form.startEdit(detail, true);
    else form.wrong.value = { at: {}, general: revealing.failure.value };
    return detail !== undefined;
  }

  function cancelled(saved: BookingSaved): void {
    opened.value = null;
    undoing.offer('cancelled', saved);
  }

  return { form, keeping, saving, undoing, opened, slipOf, listed, begin, save, edit, editInstead, cancelled };
}

// Saving the form: one way for new bookings and edits, the answer spread over the fields, the cursor at the first fault.
import { computed, ref } from 'vue';
import type { BookingSaved, Failure } from '@/generated/bindings';
import { failureOf } from '@/platform';
import { useWrite } from '@/shared/data/useWrite';
import { focusDay } from '@/shared/day';
import { placeFailure } from '@/shared/fieldErrors';
import { copyForm, FORM_FIELDS, principalsOf, toBooking, type FormState } from './formState';
import type { BookingFormModel } from './useBookingForm';
import type { useDraftKeeping } from '@/shared/forms/useDraftKeeping';

/** What a successful save hands on. */
interface SavedForm {
  saved: BookingSaved;
  what: 'made' | 'edited';
  /** The form as it was, so that an undo can put it back. */
  form: FormState;
}

export function useSaving(form: BookingFormModel, keeping: Pick<ReturnType<typeof useDraftKeeping>, 'pause' | 'resume'>) {
  const make = useWrite('booking_make');
  const edit = useWrite('booking_edit');
  const running = ref(false);
  const busy = computed(() => running.value || make.busy.value || edit.busy.value);

  /** Saves. Undefined when something is wrong: then the form says what. */
  async function save(confirmed: string[] = []): Promise<SavedForm | undefined> {
    if (busy.value) return undefined;
    const { state, outlook } = form;
    if (state.form.slot === null) {
      const reason = outlook.data.value?.closed ?? failureOf('booking.slot_missing');
      refuse({ ...reason, fields: [{ field: 'slot', code: reason.code, params: reason.params }] });
      return undefined;
    }
    running.value = true;
    const before = copyForm(state);
    const booking = toBooking(state, focusDay.value, state.form.slot);
    await keeping.pause();
    const saved = before.editing
      ? await edit.run({ ...before.editing, form: booking, confirmed })
      : await make.run({ request: before.request, form: booking, others: principalsOf(before), confirmed });
    running.value = false;
    if (!saved) {
      keeping.resume(false);
      refuse((before.editing ? edit : make).failure.value ?? failureOf('internal'));
      return undefined;
    }
    if (before.editing) form.finishEdit();
    else form.clear();
    keeping.resume(true);
    return { saved, what: before.editing ? 'edited' : 'made', form: before };
  }

  function refuse(failure: Failure): void {
    form.wrong.value = placeFailure(ofRows(failure), FORM_FIELDS);
  }

  return { save, busy };
}

/** Faults of an agent's principals (`others.2.name`) stand below their list and say which row it is. */
function ofRows(failure: Failure): Failure {
  const fields = failure.fields.map((fault) => {
    const row = /^others\.(\d+)\./.exec(fault.field)?.[1];
    return row === undefined ? fault : { ...fault, field: 'others', params: { ...fault.params, row: String(Number(row) + 2) } };
  });
  return { ...failure, fields };
}

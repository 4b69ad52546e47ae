// The booking form as a text on the disk, and back. The core keeps the text and does not look into it.
import { copyForm, emptyForm, type FormState, type TypedBooking } from './formState';

/** A form that was begun, without the name it was begun under. */
export type Draft = Omit<FormState, 'request'> & { date: string };

export function toDraft(state: FormState, date: string): string {
  const { request: _, ...kept } = copyForm(state);
  // A time that nobody chose is chosen anew.
  if (!kept.slotByHand) kept.form.slot = null;
  return JSON.stringify({ ...kept, date } satisfies Draft);
}

/** What lies on the disk; null if it is no form that this version knows. A field that an older version did not have is empty. */
export function readDraft(text: string | null): Draft | null {
  const found = parsed(text);
  const kept = found === null || 'form' in found ? (found as Draft | null) : ofFlat(found as unknown as FlatDraft);
  if (!kept || typeof kept.date !== 'string' || !Array.isArray(kept.form?.items)) return null;
  const { request: _, form, ...fresh } = emptyForm(kept.form.slip_language);
  return { ...fresh, ...kept, form: { ...form, ...kept.form } };
}

/**
 * The form as it was left, under a new name: a draft that is still on disk was never saved, and a second window that
 * finds the same draft must not be answered with the first one's booking.
 */
export function fromDraft({ date: _, ...kept }: Draft): FormState {
  const { request } = emptyForm(kept.form.slip_language);
  return copyForm({ ...kept, request });
}

function parsed(text: string | null): object | null {
  try {
    const found: unknown = JSON.parse(text ?? 'null');
    return typeof found === 'object' ? found : null;
  } catch {
    return null;
  }
}

/** As older versions kept it: a booking's fields with a few beside them, its people a number. */
type FlatDraft = Omit<TypedBooking, 'party'> & {
  request: string; booking: string | null; base: string | null; date: string; item_text: string; party: number; others?: FormState['others'];
};

function ofFlat({ request: _, booking, base, date, item_text: itemText, party, others = [], ...form }: FlatDraft): Draft {
  return {
    date,
    editing: booking !== null && base !== null ? { booking, base } : null,
    itemText,
    slotByHand: form.slot !== null,
    agent: [form.agent_name, form.agent_phone].some(Boolean) || others.length > 0,
    others,
    form: { ...form, party: party === 0 ? '' : String(party) },
  };
}

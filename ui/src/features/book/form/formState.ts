// What the booking form holds, and how it becomes a booking or an edit. Plain data; the rules are the core's. Each field of
// a booking stands once, in `emptyForm`.
import type { BookingDetail, BookingForm, Language, PrincipalForm, SlotRef } from '@/generated/bindings';
import { newRequest } from '@/shared/forms/newRequest';
import { partyNumber } from '@/shared/forms/partyNumber';

/** Fields that can be wrong, in the order of the conversation and of the screen. */
export const FORM_FIELDS = [
  'items', 'slot', 'name', 'phone', 'identity', 'missing', 'earlier_date', 'earlier_number', 'party', 'note', 'agent_name', 'agent_phone', 'others',
] as const;
export type FormField = (typeof FORM_FIELDS)[number];

/** The booking that is being changed, as it was when the change began. */
interface Editing {
  booking: string;
  base: string;
}

/** A booking while it is typed: the day is the one in focus, the time may be missing, the people are text. */
export type TypedBooking = Required<Omit<BookingForm, 'date' | 'slot' | 'party'>> & { slot: SlotRef | null; party: string };

export interface FormState {
  /** Names this form to the core, so that sending it twice makes one booking. */
  request: string;
  editing: Editing | null;
  itemText: string;
  /** The person chose the time; it is not moved behind their back. */
  slotByHand: boolean;
  /** Somebody acts for the person: `agent_name` and `agent_phone` are asked. */
  agent: boolean;
  /** Whom else the agent books for. */
  others: PrincipalForm[];
  form: TypedBooking;
}

export function emptyForm(slipLanguage: Language): FormState {
  const form: TypedBooking = {
    slot: null, items: [], name: '', phone: '', party: '1', channel: 'desk', green_channel: false, missing: '', note: '',
    slip_language: slipLanguage, earlier_date: '', earlier_number: '', agent_name: '', agent_phone: '', identity: '',
  };
  return { request: newRequest(), editing: null, itemText: '', slotByHand: false, agent: false, others: [], form };
}

const copyPrincipal = (other: PrincipalForm): PrincipalForm => ({ ...other, items: [...(other.items ?? [])] });

/** A copy that later typing does not change. */
export function copyForm(state: FormState): FormState {
  return { ...state, others: state.others.map(copyPrincipal), form: { ...state.form, items: [...state.form.items] } };
}

/** Whether nothing was typed or chosen that could be lost. A time that stands ready and the slip's language are nobody's work. */
export function isUntouched({ editing, itemText, agent, others, form }: FormState): boolean {
  const fresh = { ...emptyForm(form.slip_language).form, slot: form.slot };
  return editing === null && itemText.trim() === '' && !agent && others.length === 0 && sameFields(form, fresh);
}

const sameFields = (one: TypedBooking, other: TypedBooking): boolean =>
  (Object.keys(other) as (keyof TypedBooking)[]).every((field) => JSON.stringify(one[field]) === JSON.stringify(other[field]));

/** The form as the core takes it; a time must have been chosen. */
export function toBooking({ form, agent }: FormState, date: string, slot: SlotRef): BookingForm {
  const booking = { ...form, items: [...form.items], date, slot, party: partyNumber(form.party) };
  // A date that is half typed in a field out of sight could not be mended there.
  if (form.channel !== 'carried_over') booking.earlier_date = '';
  return { ...booking, ...(agent ? {} : { agent_name: '', agent_phone: '' }) };
}

/** The form filled with a booking, to change it. */
export function fromDetail({ booking, base, form: { date: _, ...form } }: BookingDetail): FormState {
  const fresh = emptyForm(form.slip_language);
  return {
    ...fresh,
    editing: { booking, base },
    slotByHand: true,
    agent: (form.agent_name ?? '') !== '',
    form: { ...fresh.form, ...form, items: [...form.items], party: String(form.party) },
  };
}

/** What an agent books for others. A row that was begun by Enter and left empty at the end is none. */
export function principalsOf(state: Pick<FormState, 'agent' | 'others'>): PrincipalForm[] {
  const isBlank = ({ name, phone, slot, items }: PrincipalForm): boolean => name.trim() === '' && phone.trim() === '' && slot === null && (items ?? []).length === 0;
  const last = state.others.findLastIndex((other) => !isBlank(other));
  return state.agent ? state.others.slice(0, last + 1) : [];
}

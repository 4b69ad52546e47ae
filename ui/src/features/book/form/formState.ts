// What the booking form holds, and how it becomes a booking, an edit or a draft. Plain data; the rules are the core's.
import type { BookingDetail, BookingForm, Channel, Draft, Language, PrincipalForm, SlotRef } from '@/generated/bindings';
import { newRequest } from '@/shared/forms/newRequest';
import { partyNumber } from '@/shared/forms/partyNumber';

/** Fields that can be wrong, in the order of the conversation and of the screen. */
export const FORM_FIELDS = [
  'items', 'slot', 'name', 'phone', 'identity', 'missing', 'earlier_date', 'earlier_number', 'party', 'note', 'agent_name', 'agent_phone', 'others',
] as const;
export type FormField = (typeof FORM_FIELDS)[number];

/** The booking that is being changed, as it was when the change began. */
export interface Editing {
  booking: string;
  base: string;
}

export interface FormState {
  /** Names this form to the core, so that sending it twice makes one booking. */
  request: string;
  editing: Editing | null;
  itemText: string;
  items: number[];
  slot: SlotRef | null;
  /** The person chose the time; it is not moved behind their back. */
  slotByHand: boolean;
  name: string;
  phone: string;
  /** Number of a document; optional. */
  identity: string;
  /** As typed; may be empty or no number yet. */
  party: string;
  channel: Channel;
  greenChannel: boolean;
  missing: string;
  note: string;
  slipLanguage: Language;
  /** `2026-11-27`, or empty. */
  earlierDate: string;
  earlierNumber: string;
  /** Somebody acts for the person; their name and number stand in the two fields below. */
  agent: boolean;
  agentName: string;
  agentPhone: string;
  /** Whom else the agent books for. */
  others: PrincipalForm[];
}

export function emptyForm(slipLanguage: Language): FormState {
  return {
    request: newRequest(),
    editing: null,
    itemText: '',
    items: [],
    slot: null,
    slotByHand: false,
    name: '',
    phone: '',
    identity: '',
    party: '1',
    channel: 'desk',
    greenChannel: false,
    missing: '',
    note: '',
    slipLanguage,
    earlierDate: '',
    earlierNumber: '',
    agent: false,
    agentName: '',
    agentPhone: '',
    others: [],
  };
}

const copyPrincipal = (other: PrincipalForm): PrincipalForm => ({ ...other, items: [...(other.items ?? [])] });

/** A copy that later typing does not change. */
export function copyForm(state: FormState): FormState {
  return { ...state, items: [...state.items], others: state.others.map(copyPrincipal) };
}

/** Whether nothing was typed or chosen that could be lost. */
export function isUntouched(state: FormState): boolean {
  const fresh = emptyForm(state.slipLanguage);
  return (
    state.editing === null &&
    state.items.length === 0 &&
    state.others.length === 0 &&
    state.itemText.trim() === '' &&
    ([
      'name', 'phone', 'identity', 'missing', 'note', 'party', 'channel', 'greenChannel', 'earlierDate', 'earlierNumber', 'agent', 'agentName', 'agentPhone',
    ] as const).every(
      (field) => state[field] === fresh[field],
    )
  );
}

/** The form as the core takes it; a time must have been chosen. */
export function toBooking(state: FormState, date: string, slot: SlotRef): BookingForm {
  return {
    date,
    slot,
    items: [...state.items],
    name: state.name,
    phone: state.phone,
    party: partyNumber(state.party),
    channel: state.channel,
    green_channel: state.greenChannel,
    missing: state.missing,
    note: state.note,
    slip_language: state.slipLanguage,
    // A date that is half typed in a field out of sight could not be mended there.
    earlier_date: state.channel === 'carried_over' ? state.earlierDate : '',
    earlier_number: state.earlierNumber,
    agent_name: state.agent ? state.agentName : '',
    agent_phone: state.agent ? state.agentPhone : '',
    identity: state.identity,
  };
}

/** The form filled with a booking, to change it. */
export function fromDetail(detail: BookingDetail): FormState {
  const { form } = detail;
  return {
    request: newRequest(),
    editing: { booking: detail.booking, base: detail.base },
    itemText: '',
    items: [...form.items],
    slot: form.slot,
    slotByHand: true,
    name: form.name,
    phone: form.phone,
    identity: form.identity ?? '',
    party: String(form.party),
    channel: form.channel,
    greenChannel: form.green_channel,
    missing: form.missing,
    note: form.note,
    slipLanguage: form.slip_language,
    earlierDate: form.earlier_date ?? '',
    earlierNumber: form.earlier_number ?? '',
    agent: (form.agent_name ?? '') !== '',
    agentName: form.agent_name ?? '',
    agentPhone: form.agent_phone ?? '',
    others: [],
  };
}

export function toDraft(state: FormState, date: string): Draft {
  return {
    request: state.request,
    booking: state.editing?.booking ?? null,
    base: state.editing?.base ?? null,
    date,
    slot: state.slotByHand ? state.slot : null,
    item_text: state.itemText,
    items: [...state.items],
    name: state.name,
    phone: state.phone,
    party: partyNumber(state.party),
    channel: state.channel,
    green_channel: state.greenChannel,
    missing: state.missing,
    note: state.note,
    slip_language: state.slipLanguage,
    earlier_date: state.earlierDate,
    earlier_number: state.earlierNumber,
    agent_name: state.agentName,
    agent_phone: state.agentPhone,
    identity: state.identity,
    others: state.others.map(copyPrincipal),
  };
}

/**
 * The form as it was left, under a new name: a draft that is still on disk was never saved, and a second window that
 * finds the same draft must not be answered with the first one's booking.
 */
export function fromDraft(draft: Draft): FormState {
  return {
    request: newRequest(),
    editing: draft.booking !== null && draft.base !== null ? { booking: draft.booking, base: draft.base } : null,
    itemText: draft.item_text,
    items: [...draft.items],
    slot: draft.slot,
    slotByHand: draft.slot !== null,
    name: draft.name,
    phone: draft.phone,
    identity: draft.identity ?? '',
    party: draft.party === 0 ? '' : String(draft.party),
    channel: draft.channel,
    greenChannel: draft.green_channel,
    missing: draft.missing,
    note: draft.note,
    slipLanguage: draft.slip_language,
    earlierDate: draft.earlier_date ?? '',
    earlierNumber: draft.earlier_number ?? '',
    agent: [draft.agent_name, draft.agent_phone].some(Boolean) || (draft.others ?? []).length > 0,
    agentName: draft.agent_name ?? '',
    agentPhone: draft.agent_phone ?? '',
    others: (draft.others ?? []).map(copyPrincipal),
  };
}

/** What an agent books for others. A row that was begun by Enter and left empty at the end is none. */
export function principalsOf(state: Pick<FormState, 'agent' | 'others'>): PrincipalForm[] {
  const isBlank = ({ name, phone, slot, items }: PrincipalForm): boolean => name.trim() === '' && phone.trim() === '' && slot === null && (items ?? []).length === 0;
  const last = state.others.findLastIndex((other) => !isBlank(other));
  return state.agent ? state.others.slice(0, last + 1) : [];
}

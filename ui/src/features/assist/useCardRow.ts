// A row of paper cards that are typed in: read while it is typed, saved by Enter, and then the next one begins.
import { computed, reactive, ref, shallowRef, watch } from 'vue';
import type { CardReading, CardRow, FieldFailure, Names } from '@/generated/bindings';
import { useRead } from '@/shared/data/useRead';
import { useWrite } from '@/shared/data/useWrite';
import { placeFailure, type Placed } from '@/shared/fieldErrors';
import { newRequest } from '@/shared/forms/newRequest';
import { logDay } from '@/shared/logDay';

/** As the core names them, in the order of the form. */
export const CARD_FIELDS = ['date', 'number', 'start', 'end', 'ticks', 'party', 'taken', 'items', 'helper'] as const;
/** Beginning and end of each leg that is ticked. */
export const LEG_ENDS = ['from', 'to'] as const;
export type LegEnd = (typeof LEG_ENDS)[number];
export type CardField = (typeof CARD_FIELDS)[number] | `legs.${number}.${LegEnd}`;
const fieldsOf = (legs: number): CardField[] => [...CARD_FIELDS, ...Array.from({ length: legs }, (_, place) => LEG_ENDS.map((end) => `legs.${place}.${end}` as const)).flat()];

/** A card that was saved in this batch. */
export interface TypedIn {
  id: string;
  number: string;
  isEdit: boolean;
}

const NO_TEXTS = { name: null, phone: null, reason: null, rule: null, may_not_enter: null, who_signs: null, carer: null, note: null } as const;
const empty = () => ({ request: newRequest(), number: '', start: '', end: '', past_midnight: false, ticks: '', party: '', taken: '', item_text: '', items: [] as number[], times: [] as { from: string; to: string }[] });
/** What was begun outlives the dialog. */
const state = reactive(empty());
/** The day of the batch, who went, and whether legs have times of their own stay from card to card. */
const batch = reactive({ date: '', helper: '', has_times: false });
const names = reactive(new Map<number, Names>());

/** Forgets what was typed: the next person at this screen has no business with it. */
export function forgetCards(): void {
  Object.assign(state, empty());
  Object.assign(batch, { date: '', helper: '', has_times: false });
}

/** Times down to the last leg that has one: what nobody wrote at the end is not sent. */
export function timesOf(typed: readonly { from: string; to: string }[]): { from: string; to: string }[] {
  return typed.slice(0, typed.findLastIndex(({ from, to }) => from.trim() !== '' || to.trim() !== '') + 1).map(({ from, to }) => ({ from, to }));
}

/** Digits of a card's number. */
export const NUMBER_DIGITS = 7;

/** Whether four digits, or three, read as a time of a day: `0905`, `905`, `2400`. */
const reads = (digits: string): boolean => /^\d{3,4}$/.test(digits) && Number(digits) <= 2400 && Number(digits.slice(-2)) < 60;

/** Whether a time is typed to its end, so that the cursor goes on: it reads, and no further digit makes another time of it. `905` is
 * at its end, `123` is not, because of `1234`. */
export function isTimeFull(typed: string): boolean {
  const text = typed.normalize('NFKC').replace(':', '').trim();
  return reads(text) && !'0123456789'.split('').some((digit) => reads(text + digit));
}

export function useCardRow() {
  if (batch.date === '') batch.date = logDay.value;
  const row = computed<CardRow>(() => ({
    date: batch.date, number: state.number, start: state.start, end: state.end, past_midnight: state.past_midnight, ticks: state.ticks, times: batch.has_times ? timesOf(state.times) : [], party: state.party, taken: state.taken,
    helper: batch.helper === '' ? null : batch.helper, items: state.items, booking: null, texts: NO_TEXTS,
  }));
  const isNumberTyped = computed(() => state.number.replace(/\D/g, '').length >= NUMBER_DIGITS);
  const { data: reading } = useRead('card_read', row, { enabled: isNumberTyped, keepPrevious: true });
  const shown = computed<CardReading | null>(() => (isNumberTyped.value ? (reading.value ?? null) : null));
  /** Legs that can have times of their own; none unless they are asked for. */
  const legs = computed(() => (batch.has_times ? (shown.value?.legs ?? []) : []));
  const fields = computed(() => fieldsOf(legs.value.length));
  const timeOf = (place: number): { from: string; to: string } => state.times[place] ?? { from: '', to: '' };
  function putTime(place: number, end: LegEnd, typed: string): void {
    const times = Array.from({ length: Math.max(state.times.length, place + 1) }, (_, at) => timeOf(at));
    state.times = times.map((time, at) => (at === place ? { ...time, [end]: typed } : time));
  }
  // A leg that is not ticked any more has no time.
  watch(() => [isNumberTyped.value, shown.value?.legs.length] as const, ([isTyped, count]) => {
    if (isTyped && count !== undefined && state.times.length > count) state.times = state.times.slice(0, count);
  });
  const saving = useWrite('card_type_in');
  const done = ref<TypedIn[]>([]);
  let confirmed: string[] = [];
  const refused = shallowRef<Placed<CardField>>({ at: {}, general: null });
  /** What is wrong is said once it was sent; what only looks unlikely, while it is typed. */
  const at = computed<Partial<Record<CardField, FieldFailure>>>(() => {
    const doubts: Partial<Record<CardField, FieldFailure>> = {};
    for (const doubt of shown.value?.doubts ?? []) {
      const field = fields.value.find((one) => one === doubt.field);
      if (field) doubts[field] ??= doubt;
    }
    return { ...doubts, ...refused.value.at };
  });

  async function save(): Promise<boolean> {
    if (saving.busy.value) return false;
    const [known] = shown.value?.recognised === 'known' ? shown.value.cases : [];
    const made = await saving.run({ request: state.request, row: row.value, case: known ?? null, confirmed });
    if (!made) {
      const failure = saving.failure.value;
      refused.value = failure === null ? { at: {}, general: null } : placeFailure(failure, fields.value);
      confirmed = failure?.confirmable ? [...confirmed, failure.code] : [];
      return false;
    }
    done.value = [{ id: made.case, number: state.number, isEdit: known !== undefined }, ...done.value];
    refused.value = { at: {}, general: null };
    confirmed = [];
    Object.assign(state, empty());
    return true;
  }

  function add(item: number, itemNames: Names): void {
    if (!state.items.includes(item)) state.items.push(item);
    names.set(item, itemNames);
  }
  function remove(item: number): void {
    state.items = state.items.filter((one) => one !== item);
  }

  return { state, batch, names, legs, fields, timeOf, putTime, reading: shown, at, general: computed(() => refused.value.general), isAsked: computed(() => saving.failure.value?.confirmable === true), busy: saving.busy, done, save, add, remove };
}

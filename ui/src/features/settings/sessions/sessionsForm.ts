// One change of the sessions as it is typed, and what the core is asked. Checked by the core alone.
import type { ExceptionReason, FieldFailure, PlanDays, SessionRow, SessionsChange, SessionsPart } from '@/generated/bindings';
import { isDay, typedDay } from '@/shared/dateBounds';
import { time, whole } from '@/shared/typed';

/** A session as typed. */
export interface TypedSession {
  from: string;
  to: string;
  slotMinutes: string;
  seats: string;
  items: number[];
  departments: number[];
}

/** The part that is edited, as typed. */
export interface TypedChange {
  part: Extract<SessionsPart, 'usual' | 'dated' | 'exception'>;
  /** Which dated plan; null: one more. */
  place: number | null;
  /** The single date, and whether it may be another. */
  date: string;
  dateFixed: boolean;
  validFrom: string;
  validTo: string;
  days: PlanDays;
  reason: ExceptionReason;
  closed: boolean;
  sessions: TypedSession[];
}

export function typed(row: SessionRow): TypedSession {
  return { from: row.from, to: row.to, slotMinutes: String(row.slot_minutes), seats: String(row.seats), items: [...row.items], departments: [...row.departments] };
}

/** A session more: the last one again, so that only the times are typed. */
export function another(sessions: readonly TypedSession[]): TypedSession {
  const last = sessions.at(-1);
  return { from: '', to: '', slotMinutes: last?.slotMinutes ?? '30', seats: last?.seats ?? '8', items: [], departments: [] };
}

export function begin(part: TypedChange['part'], sessions: readonly SessionRow[], given: Partial<TypedChange> = {}): TypedChange {
  return {
    part, place: null, date: '', dateFixed: false, validFrom: '', validTo: '', days: 'ordinary_saturday', reason: 'notice',
    closed: false, sessions: sessions.map(typed), ...given,
  };
}

/** The dates that are asked for in each part, by the names of the core. */
export const DATES = { dated: ['valid_from', 'valid_to'], exception: ['date'], usual: [] } as const;
export const DATE_KEYS = { valid_from: 'validFrom', valid_to: 'validTo', date: 'date' } as const;

/** Dates that were typed and are none; an empty one is the core's to judge. */
export function wrongDates(form: TypedChange): FieldFailure[] {
  const wrong = DATES[form.part].filter((field) => form[DATE_KEYS[field]].trim() !== '' && !isDay(typedDay(form[DATE_KEYS[field]])));
  return wrong.map((field) => ({ field, code: 'day.typed', params: {} }));
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : typedDay(text));

/** What the core is asked. A closed day has no sessions, whatever is typed below. */
export function toChange(form: TypedChange): SessionsChange {
  const sessions = form.closed ? [] : form.sessions.map((session) => ({
    from: time(session.from), to: time(session.to), slot_minutes: whole(session.slotMinutes), seats: whole(session.seats),
    items: session.items, departments: session.departments,
  }));
  return {
    part: form.part, place: form.place, date: orNull(form.date), valid_from: orNull(form.validFrom), valid_to: orNull(form.validTo),
    days: form.days, reason: form.reason, sessions,
  };
}

/** A change that only takes something away. */
export function without(part: 'drop_dated' | 'lift_exception', given: { place?: number; date?: string }): SessionsChange {
  return {
    part, place: given.place ?? null, date: given.date ?? null, valid_from: null, valid_to: null, days: 'ordinary_saturday',
    reason: 'other', sessions: [],
  };
}

// What the hall sets of its log as it is typed, and as the core has it. What is named otherwise is new: what is on record stays.
import type { LegKind, LogSettings } from '@/generated/bindings';
import { isSameKind } from './logText';

/** Kinds of legs that every hall has, with the trips they carry where it has set nothing. */
export const STANDARD = [
  { kind: 'form', trips: 1 }, { kind: 'signature', trips: 2 }, { kind: 'submission', trips: 1 }, { kind: 'identity_check', trips: 1 }, { kind: 'confirmation', trips: 1 }, { kind: 'consultation', trips: 2 },
] as const;
/** Trips that a leg can carry. */
export const TRIPS = [0, 1, 2] as const;

export interface TypedKind {
  name: string;
  trips: number;
}
export interface TypedCheck {
  text: string;
  /** Minutes for which it holds; empty: for the visit. */
  holds: string;
  or_before: boolean;
}
export interface LogForm {
  /** Trips of the standard kinds, in their order. */
  trips: number[];
  own: TypedKind[];
  checks_on: boolean;
  checks: TypedCheck[];
  /** A line each. */
  reasons: string;
  rules: string;
}

const standard = (place: number): LegKind => ({ kind: STANDARD[place]?.kind ?? 'form', own: 0 });
const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');

export function formOf(settings: LogSettings): LogForm {
  return {
    trips: STANDARD.map(({ trips }, place) => settings.trips.find(({ kind }) => isSameKind(kind, standard(place)))?.trips ?? trips),
    own: settings.own.map(({ name, trips }) => ({ name, trips })),
    checks_on: settings.checks_on,
    checks: settings.checks.map(({ text, holds_minutes: holds, or_before }) => ({ text, holds: holds === null ? '' : String(holds), or_before })),
    reasons: settings.reasons.map(({ text }) => text).join('\n'),
    rules: settings.rules.map(({ text }) => text).join('\n'),
  };
}

/** A number of minutes as the core reads it: what is none is 0, which it refuses. */
function minutesOf(typed: string): number | null {
  const text = typed.normalize('NFKC').trim();
  if (text === '') return null;
  return /^\d{1,7}$/.test(text) ? Number(text) : 0;
}

/** A name that stands already keeps its number, wherever its line is now; another one is new. */
export function settingsOf(form: LogForm, before: LogSettings): LogSettings {
  const word = (list: 'reasons' | 'rules') => linesOf(form[list]).map((text) => before[list].find((one) => one.text === text) ?? { number: 0, text });
  return {
    trips: form.trips.map((trips, place) => ({ kind: standard(place), trips })).filter(({ trips }, place) => trips !== STANDARD[place]?.trips),
    own: form.own.map(({ name, trips }) => ({ number: before.own.find((one) => one.name === name.trim())?.number ?? 0, name, trips })),
    checks_on: form.checks_on,
    checks: form.checks.map(({ text, holds, or_before }, place) => ({ number: before.checks.find((one) => one.text === text.trim())?.number ?? 0, text, holds_minutes: minutesOf(holds), or_before: or_before && place > 0 })),
    reasons: word('reasons'),
    rules: word('rules'),
  };
}

/** The rows with one of them so many places further down. */
export function moved<Row>(rows: readonly Row[], place: number, by: number): Row[] {
  const rest = rows.filter((_, at) => at !== place);
  const row = rows[place];
  if (row !== undefined) rest.splice(Math.max(0, place + by), 0, row);
  return rest;
}

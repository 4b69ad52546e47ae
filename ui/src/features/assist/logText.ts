// How the log says what it knows: kinds of legs, times that may be unknown, people.
import type { CaseCard, CaseLine, LegCard, LegKind, LegKindRow, LogCounts, LogHelper, LogItem, LogStretch, LogWhen } from '@/generated/bindings';
import type { Dates } from '@/shared/dates';
import { nameOf } from '@/shared/language';
import type { Words } from '@/shared/words';

export const keyOf = ({ kind, own }: LegKind): string => (kind === 'own' ? `own-${own ?? 0}` : kind);
export const isSameKind = (a: LegKind, b: LegKind): boolean => keyOf(a) === keyOf(b);

/** A kind's name; of the hall's own kinds as the hall calls it. */
export function kindText(kind: LegKind, kinds: readonly LegKindRow[], words: Words): string {
  if (kind.kind !== 'own') return words(`assist.kind.${kind.kind}`);
  const name = kinds.find((row) => isSameKind(row.kind, kind))?.name ?? '';
  return name === '' ? words('assist.kind.own', { n: kind.own ?? 0 }) : name;
}

/** `10:02`, with the day before it where that is another than the one in sight. */
export function whenText({ date, time }: LogWhen, day: string, words: Words, dates: Dates): string {
  const at = time ?? words('assist.unknown_time');
  return date === day ? at : `${dates.short(date)} ${at}`;
}

/** `09:05–09:48`; an end that nobody wrote is left out, a beginning is said to be unknown. */
export function stretchText({ date, from, to, past_midnight: pastMidnight }: LogStretch, day: string, words: Words, dates: Dates): string {
  const begin = whenText({ date, time: from }, day, words, dates);
  if (to === null) return begin;
  return dates.range(begin, pastMidnight ? words('assist.next_day', { time: to }) : to);
}

/** From when to when a case ran. */
export function caseTimeText({ began, ended }: Pick<CaseLine, 'began' | 'ended'>, day: string, words: Words, dates: Dates): string {
  const begin = whenText(began, day, words, dates);
  return ended === null ? begin : dates.range(begin, whenText(ended, began.date, words, dates));
}

/** `0:41` of a case that runs. */
export function runningText(minutes: number | null, words: Words): string {
  if (minutes === null) return words('assist.unknown_time');
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

export function minutesText(minutes: number | null, words: Words): string {
  return minutes === null ? words('assist.unknown') : words('assist.minutes', { n: minutes });
}

export const itemsText = (items: readonly LogItem[], words: Words): string =>
  (items.length === 0 ? words('assist.no_item') : items.map(({ name }) => nameOf(name)).join(words('outlook.comma')));

export const helperText = ({ name }: LogHelper, words: Words): string => (name === '' ? words('assist.unknown_person') : name);

/** Everybody who helped, in turn. */
export const helpersText = (helpers: readonly LogHelper[], words: Words): string => helpers.map((helper) => helperText(helper, words)).join(' → ');

/** What is said of a case in a line: people, who may not enter, who waits with whom, papers in hand. */
export function partyText(card: CaseCard, words: Words): string {
  const parts = [
    words('assist.people', { n: card.party }),
    card.may_not_enter === '' ? '' : words('assist.may_not_enter', { who: card.may_not_enter }),
    card.who_signs === '' ? '' : words('assist.who_signs', { who: card.who_signs }),
    card.masked_carer === '' ? '' : words('assist.carer', { who: card.masked_carer }),
    card.held === 0 ? '' : words('assist.held', { n: card.held }),
  ];
  return parts.filter(Boolean).join(' · ');
}

/** `+1` of what was put right by hand. */
const signed = (n: number): string => `${n > 0 ? '+' : '−'}${Math.abs(n)}`;

/** `5 趟（含手工 +1）`: a case's trips hold what was put right by hand. */
export function tripsText(card: Pick<CaseCard, 'trips' | 'trips_by_hand'>, words: Words): string {
  const trips = words('assist.trips', { n: card.trips });
  return card.trips_by_hand === 0 ? trips : `${trips} ${words('assist.with_hand', { n: signed(card.trips_by_hand) })}`;
}

/** What days count: the trips of legs are a number of their own, and what was put right by hand stands beside them. */
export const besideTrips = (counts: Pick<LogCounts, 'trips_by_hand'>, words: Words): string => (counts.trips_by_hand === 0 ? '' : words('assist.by_hand', { n: signed(counts.trips_by_hand) }));

/** Legs that count, in the order in which they happened; those without a time stay where they were entered. */
export const liveLegs = (legs: readonly LegCard[]): LegCard[] => legs.filter(({ struck }) => !struck);

// A department's line in words: what is booked, what it said, what hangs on it, what is missing and would help.
import type { AllocationHalf, AllocationLine, DutyGap, HalfAnswerCard, NotedCard, WindowRun } from '@/generated/bindings';
import { wallMilliseconds, type Dates } from '@/shared/dates';
import { nameOf } from '@/shared/language';
import type { Words } from '@/shared/words';
import { allOf, HALVES, timeOf, type HalfName } from './halves';

/** So many items are named; the others are counted. */
const ITEMS_NAMED = 3;
const HOUR_MILLISECONDS = 3_600_000;

/** `非税缴款 3、发票 1 等 5 项` */
export function bookedText(line: Pick<AllocationLine, HalfName>, words: Words): string {
  const counts = new Map<number, { name: string; n: number }>();
  for (const { item, name, cases } of HALVES.flatMap((half) => line[half].items)) {
    counts.set(item, { name: nameOf(name), n: (counts.get(item)?.n ?? 0) + allOf(cases) });
  }
  const sorted = [...counts.values()].sort((a, b) => b.n - a.n);
  const named = sorted.slice(0, ITEMS_NAMED).map(({ name, n }) => `${name} ${n}`).join(words('outlook.comma'));
  if (sorted.length === 0) return words('allocation.nothing');
  return sorted.length > ITEMS_NAMED ? words('allocation.and_more', { items: named, n: sorted.length }) : named;
}

/** `需 2 人`, `1 / 2 人`, `2 人 ✓`, `待命`, `—` */
export function needText(half: AllocationHalf, words: Words): string {
  if (half.need === 0) return half.coming > 0 ? words('allocation.comes', { n: half.coming }) : '—';
  if (half.coming >= half.need) return words('allocation.enough', { n: half.coming });
  if (half.coming > 0) return words('allocation.fewer', { coming: half.coming, need: half.need });
  return words(half.answers.some(({ coming }) => coming === 'on_call') ? 'allocation.on_call' : 'allocation.need', { n: half.need });
}

/** `3 件 +2 待定`; empty without any. */
export function casesText({ cases }: Pick<AllocationHalf, 'cases'>, words: Words): string {
  const beside = cases.beside > 0 ? words('allocation.beside', { n: cases.beside }) : '';
  return [cases.held > 0 ? words('notice.cases', { n: cases.held }) : '', beside].filter(Boolean).join(' ');
}

/** What was said of a half-day: `2 人（王、李）09:00–11:00，不办“发票”`. */
export function answerText(answer: HalfAnswerCard, words: Words, dates: Dates): string {
  const { from, until, names, rule, items } = answer;
  const who = names === '' ? '' : words('allocation.names', { names });
  if (answer.coming !== 'comes') return words(`allocation.coming.${answer.coming}`) + who;
  const hours = from !== null && until !== null ? dates.range(from, until)
    : from !== null ? words('duty.hours_from', { from }) : until !== null ? words('duty.hours_until', { until }) : '';
  const listed = items.map(({ name }) => nameOf(name)).join(words('outlook.comma'));
  return [
    words('allocation.comes', { n: answer.approvers }) + who,
    hours,
    rule === 'all' ? '' : words(`allocation.rule.${rule}`, { items: listed }),
  ].filter(Boolean).join(words('outlook.comma'));
}

/** Who said it, how; who wrote it down, when. */
function notedText(noted: NotedCard, words: Words, dates: Dates): string {
  const told = [noted.told_by, noted.means ? words(`duty.means_of.${noted.means}`) : ''].filter(Boolean);
  return [...told, words('duty.noted', { person: noted.by, at: dates.moment(noted.at) })].join(' · ');
}

export const isContradicted = (line: Pick<AllocationLine, HalfName>): boolean => HALVES.some((half) => line[half].answers.length > 1);

/** A half-day's contradicting answers, each with who said it and when. */
export function contradictions(line: Pick<AllocationLine, HalfName>, words: Words, dates: Dates): string[] {
  return HALVES.flatMap((half) => {
    const { answers } = line[half];
    if (answers.length < 2) return [];
    return answers.map((answer) => `${words(`notice.${half}`)} ${answerText(answer, words, dates)} — ${notedText(answer.noted, words, dates)}`);
  });
}

/** What stands of its answers, in one line; empty where none does. */
export function answersText(line: Pick<AllocationLine, HalfName>, words: Words, dates: Dates): string {
  const said = HALVES.flatMap((half) => {
    const [answer] = line[half].answers;
    return answer ? [{ half, text: answerText(answer, words, dates) }] : [];
  });
  const [first, second] = said;
  if (first && second && first.text === second.text) return `${words('allocation.all_day')} ${first.text}`;
  return said.map(({ half, text }) => `${words(`notice.${half}`)} ${text}`).join(words('allocation.then'));
}

/** Whole hours until a moment; null once it is over or a day off. */
function hoursLeft(at: string, until: string): number | null {
  const left = (wallMilliseconds(until) - wallMilliseconds(at)) / HOUR_MILLISECONDS;
  return left > 0 && left < 24 ? Math.max(1, Math.floor(left)) : null;
}

/** How its answer stands as a line of small words: who said it; else when it was told, how often it was tried, until when there is time. */
export function standingText(line: AllocationLine, day: { at: string; asking_from: string }, words: Words, dates: Dates): string {
  const tried = line.attempts > 0 ? words('allocation.attempts', { n: line.attempts }) : '';
  if (line.answered !== null) return [notedText(line.answered, words, dates), tried].filter(Boolean).join(' · ');
  const told = line.told === null ? '' : words('allocation.told', { n: line.told.times, at: dates.moment(line.told.at), person: line.told.by });
  if (line.state === 'not_yet') return words('allocation.asking_from', { date: dates.short(day.asking_from) });
  if (line.state === 'idle' || line.state === 'may_stay') return told;
  const left = hoursLeft(day.at, line.cutoff);
  const isOver = wallMilliseconds(line.cutoff) <= wallMilliseconds(day.at);
  const cutoff = words(isOver ? 'allocation.cutoff_over' : left === null ? 'duty.cutoff' : 'allocation.cutoff_left', { cutoff: dates.moment(line.cutoff), n: left ?? 0 });
  return [told, tried, cutoff].filter(Boolean).join(' · ');
}

/** What it needs beyond what it was told. */
export function moreText(line: Pick<AllocationLine, HalfName>, words: Words): string {
  return HALVES.flatMap((half) => {
    const { more } = line[half];
    if (more === null) return [];
    const part = words(`notice.${half}`);
    const cases = more.items.reduce((sum, one) => sum + one.cases, 0);
    return [
      cases > 0 ? words('allocation.more_cases', { part, n: cases }) : '',
      more.approvers > 0 ? words('allocation.more_people', { part, n: more.approvers }) : '',
    ].filter(Boolean);
  }).join(words('outlook.comma'));
}

/** A gap as one plain sentence: what is missing, for whom, and what would close it. */
export function gapText(gap: DutyGap, words: Words): string {
  const part = words(gap.morning ? 'notice.morning' : 'notice.afternoon');
  const comma = words('outlook.comma');
  const values = {
    part, n: gap.bookings.length, short: Math.max(1, gap.short), items: gap.items.map(nameOf).join(comma),
    times: [...new Set(gap.bookings.map(({ at }) => timeOf(at)))].sort().join(comma),
  };
  const what = words(`allocation.gap.${gap.why}`, values);
  if (gap.closes.length === 0) return what;
  return what + words('allocation.closing', { ways: gap.closes.map((way) => words(`allocation.closes.${way}`, values)).join(words('allocation.or')) });
}

/** `10:00–11:30 缺 2 个窗口` */
export function windowText(run: WindowRun, words: Words, dates: Dates): string {
  return words(run.short ? 'allocation.windows_short' : 'allocation.windows_spare', { range: dates.range(timeOf(run.from), timeOf(run.to)), n: run.by });
}

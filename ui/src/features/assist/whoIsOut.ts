// Who is out with whom: open cases by the helper who has each in hand, those who are free too.
import type { CaseCard, CaseLine, LogDay, LogHelper, LogWhen } from '@/generated/bindings';

export interface Out {
  helper: LogHelper;
  /** Open cases, the longest out first. */
  cases: CaseCard[];
  /** When the longest of them began; null without any. */
  since: LogWhen | null;
  /** Papers held of open cases, and of closed ones of which they were not given back. */
  held: number;
  /** Closed cases of which papers are still held. */
  left: CaseLine[];
}

/** A time that nobody wrote stands at the beginning of its day: it may be the longest. */
const began = ({ began: { date, time } }: Pick<CaseCard, 'began'>): string => `${date} ${time ?? ''}`;
const byTime = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The longest out first; then those who only hold papers; then those who are free, in the order of the hall's list. */
export function whoIsOut(day: Pick<LogDay, 'open' | 'papers_out' | 'helpers'>): Out[] {
  const found = new Map<string, Out>(day.helpers.map((helper) => [helper.person, { helper, cases: [], since: null, held: 0, left: [] }]));
  const of = (helper: LogHelper): Out => {
    const out = found.get(helper.person) ?? { helper, cases: [], since: null, held: 0, left: [] };
    found.set(helper.person, out);
    return out;
  };
  for (const card of [...day.open].sort((a, b) => byTime(began(a), began(b)))) {
    const last = card.helpers.at(-1);
    if (!last) continue;
    const out = of(last);
    out.cases.push(card);
    out.since ??= card.began;
    out.held += card.held;
  }
  for (const line of day.papers_out) {
    const last = line.helpers.at(-1);
    if (!last) continue;
    const out = of(last);
    out.left.push(line);
    out.held += line.taken - line.returned;
  }
  const rank = ({ cases, left }: Out): number => (cases.length > 0 ? 0 : left.length > 0 ? 1 : 2);
  return [...found.values()].sort((a, b) => rank(a) - rank(b) || byTime(a.cases.length > 0 ? began(a.cases[0] as CaseCard) : '', b.cases.length > 0 ? began(b.cases[0] as CaseCard) : ''));
}

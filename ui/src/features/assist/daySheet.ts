// What stands on the printed sheet of a day: its cases in lines, and whose papers are still here. No applicant's name, and nothing
// that is sealed.
import type { CaseCard, CaseEndReason, CaseLine, CaseStage, LogDay, LogHelper, LogItem, LogWhen } from '@/generated/bindings';

export interface SheetLine {
  case: string;
  card: string;
  party: number;
  items: readonly LogItem[];
  helpers: readonly LogHelper[];
  began: LogWhen;
  ended: LogWhen | null;
  trips: number;
  returned: number;
  taken: number;
  stage: CaseStage;
  reason: CaseEndReason | null;
}

export interface Sheet {
  /** Cases of the day that are closed. */
  closed: SheetLine[];
  /** Cases in hand, of days before too. */
  open: SheetLine[];
  /** Of both, and of closed ones of days before, those of which papers are still held. */
  held: SheetLine[];
}

const ofLine = (line: CaseLine): SheetLine => ({ ...line, card: line.card ?? '' });
const ofCard = (card: CaseCard): SheetLine => ({ ...card, card: card.card ?? '', ended: null, returned: card.taken - card.held, reason: null });

export function sheetOf(day: Pick<LogDay, 'open' | 'closed' | 'papers_out'>): Sheet {
  const [closed, open] = [day.closed.map(ofLine), day.open.map(ofCard)];
  return { closed, open, held: [...open.filter(({ taken, returned }) => returned < taken), ...day.papers_out.map(ofLine)] };
}

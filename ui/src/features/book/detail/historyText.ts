// A line of a booking's history in words: what, who, from when to when, and why.
import type { HistoryLine } from '@/generated/bindings';
import type { Dates } from '@/shared/dates';
import type { Words } from '@/shared/words';

export function historyText(line: HistoryLine, words: Words, dates: Dates): string {
  const what = words(`detail.history_kind.${line.what}`);
  const moved = line.moved_from !== null && line.moved_to !== null ? words('detail.from_to', { from: dates.moment(line.moved_from), to: dates.moment(line.moved_to) }) : '';
  return [line.by === '' ? what : words('detail.by', { what, by: line.by }), moved, why(line, words)].filter(Boolean).join(' · ');
}

function why(line: HistoryLine, words: Words): string {
  if (line.reason === null) return '';
  const reason = words(`cancel.reasons.${line.reason}`);
  return line.remark === '' ? words('detail.why', { reason }) : words('detail.why_remark', { reason, remark: line.remark });
}

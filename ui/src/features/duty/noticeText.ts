// The notice to a department as it is pasted into a chat: what, how many, from when to when, whom to answer. No citizen is in it.
import type { Count, DutyNotice, NoticeHalf, NoticeLine } from '@/generated/bindings';
import type { Dates } from '@/shared/dates';
import { nameOf } from '@/shared/language';
import type { Words } from '@/shared/words';

/** `17 件（+2 待定）` */
export function countText(count: Count, words: Words): string {
  const held = words('notice.cases', { n: count.held });
  return count.beside === 0 ? held : held + words('notice.beside', { n: count.beside });
}

/** `上午 09:00–12:00，11 件` */
export function halfText(half: NoticeHalf, words: Words, dates: Dates): string {
  const part = words(half.morning ? 'notice.morning' : 'notice.afternoon');
  return words('notice.half', { part, range: dates.range(half.from, half.to), count: countText(half.cases, words) });
}

/** What is asked of a department, or what is known of it. */
function answerText(line: NoticeLine, words: Words): string[] {
  switch (line.promise) {
    case 'confirmed': return [words('notice.confirmed', { n: line.approvers })];
    case 'will_be_asked':
    case 'asked':
    case 'past_cutoff': return [words('notice.ask')];
    case 'refused':
    case 'no_back_office':
    case 'department_unknown':
    case 'none_needed': return [];
  }
}

/** One department's notice, a line for each thing. */
export function noticeText(notice: Pick<DutyNotice, 'contact' | 'date'>, line: NoticeLine, words: Words, dates: Dates): string {
  const { contact } = notice;
  return [
    words('notice.head', { hall: nameOf(contact.name), date: dates.long(notice.date) }),
    words('notice.department', { department: nameOf(line.name), count: countText(line.cases, words) }),
    ...line.items.map((item) => words('notice.item', { item: nameOf(item.name), count: countText(item.cases, words) })),
    ...line.halves.map((half) => halfText(half, words, dates)),
    ...answerText(line, words),
    ...(contact.telephone === '' ? [] : [words('notice.telephone', { telephone: contact.telephone })]),
  ].join('\n');
}

/** All of them, a blank line between. */
export function allNotices(notice: DutyNotice, words: Words, dates: Dates): string {
  return notice.departments.map((line) => noticeText(notice, line, words, dates)).join('\n\n');
}

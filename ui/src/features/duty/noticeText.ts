// The notice to a department as it is pasted into a chat: what, how many, when, whom to answer. No citizen is in it, and nobody of
// the department either.
import type { Allocation, AllocationHalf, AllocationItem, AllocationLine, Count } from '@/generated/bindings';
import type { Dates } from '@/shared/dates';
import { nameOf } from '@/shared/language';
import type { Words } from '@/shared/words';
import { allOf, bookingsOf, HALVES, timeOf, type HalfName } from './halves';

/** What a notice is made from. */
export type NoticeOf = Pick<Allocation, 'contact' | 'date'>;
type NoticedHalf = Pick<AllocationHalf, 'need' | 'cases' | 'from' | 'to' | 'items' | 'more'>;
type NoticedLine = Pick<AllocationLine, 'name' | 'has_more'> & Record<HalfName, NoticedHalf>;

/** `17 件（+2 待定）` */
function countText(count: Count, words: Words): string {
  const held = words('notice.cases', { n: count.held });
  return count.beside === 0 ? held : held + words('notice.beside', { n: count.beside });
}

/** Whether it has to be told something: also past the cut-off, whoever has not answered and does not know what is needed. */
export function needsNotice({ state, told, has_more: hasMore }: Pick<AllocationLine, 'state' | 'told' | 'has_more'>): boolean {
  return state === 'to_tell' || state === 'tell_more' || (state === 'unanswered' && (told === null || hasMore));
}

const hasWork = (line: NoticedLine): boolean => HALVES.some((half) => allOf(line[half].cases) > 0);
const partOf = (half: HalfName, words: Words): string => words(`notice.${half}`);

/** `非税缴款 3 件（09:30、10:00、11:00）` */
function itemText(item: AllocationItem, words: Words): string {
  const times = item.bookings.filter(({ seated }) => seated).map(({ at }) => timeOf(at)).sort().join(words('outlook.comma'));
  const text = words('notice.item', { item: nameOf(item.name), count: countText(item.cases, words) });
  return times === '' ? text : text + words('notice.times', { times });
}

/** A half-day's work, and the numbers of its bookings. */
function workText(name: HalfName, half: NoticedHalf, words: Words, dates: Dates): string[] {
  if (allOf(half.cases) === 0) return [];
  const part = partOf(name, words);
  const head = half.from === null || half.to === null ? part : words('notice.part', { part, range: dates.range(half.from, half.to) });
  const numbers = bookingsOf(half as AllocationHalf).filter(({ seated }) => seated).map(({ number }) => number).join(words('outlook.comma'));
  return [
    words('notice.work', { part: head, items: half.items.map((item) => itemText(item, words)).join(words('notice.and')) }),
    ...(numbers === '' ? [] : [words('notice.numbers', { numbers })]),
  ];
}

/** What is asked: one number, or one for each half-day where they differ. */
function askText(line: NoticedLine, words: Words): string {
  const [morning, afternoon] = [line.morning.need, line.afternoon.need];
  // Only provisional bookings: who comes may be needed.
  if (morning === 0 && afternoon === 0) return words('notice.ask_beside');
  if (morning === afternoon || morning === 0 || afternoon === 0) return words('notice.ask', { n: Math.max(morning, afternoon) });
  return words('notice.ask_halves', { morning, afternoon });
}

/** What is new in a half-day, with all there is of it now. */
function newText(name: HalfName, half: NoticedHalf, words: Words): string[] {
  const part = partOf(name, words);
  const { more } = half;
  if (more === null) return [];
  const items = more.items.map((one) => {
    const now = half.items.find(({ item }) => item === one.item);
    return words('notice.new_item', { part, item: nameOf(one.name), n: one.cases, now: now ? itemText(now, words) : '' });
  });
  return more.approvers > 0 ? [...items, words('notice.new_people', { part, n: more.approvers, need: half.need })] : items;
}

/** Whom a notice is for, and whether it says only what is new. */
export function noticeHeading(line: Pick<NoticedLine, 'name' | 'has_more'>, words: Words): string {
  return line.has_more ? words('notice.more_for', { department: nameOf(line.name) }) : nameOf(line.name);
}

/** What stands under the department's name, a line for each thing. */
export function noticeBody(line: NoticedLine, words: Words, dates: Dates): string[] {
  if (!hasWork(line)) return [words('notice.no_need')];
  if (!line.has_more) return [...HALVES.flatMap((half) => workText(half, line[half], words, dates)), askText(line, words)];
  const people = HALVES.some((half) => (line[half].more?.approvers ?? 0) > 0);
  return [...HALVES.flatMap((half) => newText(half, line[half], words)), words(people ? 'notice.new_ask' : 'notice.new_same')];
}

function headText(notice: NoticeOf, words: Words, dates: Dates): string {
  return words('notice.head', { hall: nameOf(notice.contact.name), date: dates.long(notice.date) });
}

function tailText({ contact }: NoticeOf, words: Words): string[] {
  return contact.telephone === '' ? [] : [words('notice.telephone', { telephone: contact.telephone })];
}

function partText(line: NoticedLine, words: Words, dates: Dates): string[] {
  return [words('notice.department', { department: noticeHeading(line, words) }), ...noticeBody(line, words, dates)];
}

/** One department's notice, a line for each thing: whole, or only what is new where it was told before and needs more. */
export function noticeText(notice: NoticeOf, line: NoticedLine, words: Words, dates: Dates): string {
  return [headText(notice, words, dates), ...partText(line, words, dates), ...tailText(notice, words)].join('\n');
}

/** Several departments in one text, a blank line between. */
export function allNotices(notice: NoticeOf, lines: readonly NoticedLine[], words: Words, dates: Dates): string {
  return [headText(notice, words, dates), ...lines.map((line) => partText(line, words, dates).join('\n')), ...tailText(notice, words)].join('\n\n');
}

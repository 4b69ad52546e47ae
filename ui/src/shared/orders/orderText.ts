// How a work order 办不成事 is told in few words: what it is of, and how it stands to its day.
import type { OrderCard, OrderOutcome } from '@/generated/bindings';
import type { Dates } from '@/shared/dates';
import { nameOf } from '@/shared/language';
import type { Words } from '@/shared/words';

export const OUTCOMES = ['done', 'explained', 'passed_on', 'dropped'] as const satisfies readonly OrderOutcome[];

/** `食品经营许可 · 王*` */
export function ofWhatText({ items, masked_name: name }: Pick<OrderCard, 'items' | 'masked_name'>, words: Words): string {
  const what = items.length === 0 ? words('assist.no_item') : items.map(nameOf).join(words('outlook.comma'));
  return name === '' ? what : `${what} · ${name}`;
}

/** The day by which it is due, how long it is over, or what it came to. */
export function standText({ outcome, overdue, days_over: days, due }: Pick<OrderCard, 'outcome' | 'overdue' | 'days_over' | 'due'>, words: Words, dates: Dates): string {
  if (outcome !== null) return words(`order.outcome.${outcome}`);
  if (!overdue) return words('order.due', { date: dates.short(due) });
  return days === 0 ? words('order.over') : words('order.days_over', { n: days });
}

export const standLook = ({ outcome, overdue }: Pick<OrderCard, 'outcome' | 'overdue'>): 'off' | 'bad' | 'warn' => (outcome !== null ? 'off' : overdue ? 'bad' : 'warn');

/** Those that are open, and whether a day of theirs is over. */
export function openCount(orders: readonly Pick<OrderCard, 'outcome' | 'overdue'>[]): { open: number; overdue: boolean } {
  const open = orders.filter(({ outcome }) => outcome === null);
  return { open: open.length, overdue: open.some(({ overdue }) => overdue) };
}

// What a day's lists tell of each person.
import type { ListOf } from '@/generated/bindings';

export const COLUMNS = ['time', 'number', 'name', 'phone', 'agent', 'party', 'items', 'departments', 'green', 'missing', 'arrived'] as const;
const OF_FORWARDED = ['number', 'name', 'phone', 'items', 'departments', 'other_day'] as const;

export type ListColumn = (typeof COLUMNS)[number] | (typeof OF_FORWARDED)[number];

/** What a list on paper tells of each person. */
export function columnsOf(list: ListOf): readonly ListColumn[] {
  return { day: COLUMNS, forwarded: OF_FORWARDED }[list];
}

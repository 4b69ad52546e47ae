// Which days a day, a month or a year has, both ends included.
import { daysLater } from '@/shared/dateBounds';

export function spanOf(span: 'day' | 'month' | 'year', month: string, day: string): { from: string; to: string } {
  if (span === 'day') return { from: day, to: day };
  const [year = 0, number = 1] = month.split('-').map(Number);
  if (span === 'year') return { from: `${year}-01-01`, to: `${year}-12-31` };
  return { from: month, to: daysLater(new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10), -1) };
}

// The one formatter of dates and times. All values are Beijing wall time as text (`2026-11-28`, `16:50`,
// `2026-11-27T16:50:12`); they are taken apart as text and never pass through the PC's time zone.
import type { Language } from '@/generated/bindings';
import { useWords, type WordKey, type WordValues, type Words } from './words';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;
const DATE = /^(\d{4})-(\d{2})-(\d{2})/;

interface Parts {
  year: number;
  month: number;
  day: number;
  weekday: (typeof DAYS)[number];
}

function parts(text: string): Parts | null {
  const found = DATE.exec(text);
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  // UTC on both sides: the calculation has no time zone.
  const weekday = DAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? 'sun';
  return { year, month, day, weekday };
}

/** Milliseconds of a wall-clock moment on a line without time zones; only differences mean anything. */
export function wallMilliseconds(moment: string): number {
  const [date = '', time = '00:00:00'] = moment.split('T');
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Whether a text is a date and nothing more. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

export interface Dates {
  /** `2026年11月28日 星期六` */
  long(date: string): string;
  /** `11月28日 周六`: where the year is clear. */
  short(date: string): string;
  /** `2026年11月`, of any day of it. */
  month(date: string): string;
  /** `11月27日 周五 15:00`, from a moment. */
  moment(moment: string): string;
  /** `09:00–12:00` */
  range(from: string, to: string): string;
}

/** The formatter over a catalogue; in the language of the screen unless one is given. */
export function datesIn(words: Words, language?: Language): Dates {
  const say = (key: WordKey, values?: WordValues) => words(key, values, language);
  const whole = (key: 'date.long' | 'date.short' | 'date.year_month', text: string): string => {
    const found = parts(text);
    if (!found) return text;
    const { year, month, day, weekday } = found;
    return say(key, {
      year,
      day,
      month: say(`date.month.${MONTHS[month - 1] ?? 'jan'}`),
      weekday: say(`date.weekday.${weekday}`),
      weekday_short: say(`date.weekday_short.${weekday}`),
    });
  };
  return {
    long: (date) => whole('date.long', date),
    short: (date) => whole('date.short', date),
    month: (date) => whole('date.year_month', date),
    moment: (moment) => `${whole('date.short', moment)} ${moment.slice(11, 16)}`,
    range: (from, to) => `${from}–${to}`,
  };
}

export function useDates(): Dates {
  return datesIn(useWords());
}

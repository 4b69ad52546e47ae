// Which dates the program speaks of: those of this century. A year with a missing or a surplus digit is a slip of the finger,
// and is refused where it was typed.

export const DATE_MIN = '2000-01-01';
export const DATE_MAX = '2099-12-31';
/** What stands for a date that was begun and is none: it is not the same as no date. */
export const NO_DATE = '?';

/** Whether a text is a day of the calendar within the bounds. */
export function isDay(text: string): boolean {
  if (!/^20\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  // UTC on both sides: a day that does not exist comes back as another.
  return new Date(Date.UTC(year, month - 1, day)).toISOString().startsWith(text);
}

/** So many days later, or earlier. */
export function daysLater(date: string, days: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}

/** A date as people type it: `2026/12/12`, `2026.12.12`, `20261212`, full-width digits. What is none stays as it is. */
export function typedDay(typed: string): string {
  const text = typed.normalize('NFKC').trim();
  const found = /^(\d{4})[^\d\s]?(\d{1,2})[^\d\s]?(\d{1,2})[^\d\s]?$/.exec(text);
  if (!found) return text;
  const [, year = '', month = '', day = ''] = found;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

// Months by their first day, `2026-11-01`, and how a share is said.

/** The first day of a day's month. */
export const monthOf = (date: string): string => `${date.slice(0, 7)}-01`;

/** The first day of the month so many months later; of an earlier one if below zero. */
export function monthsLater(first: string, by: number): string {
  const [year = 0, month = 1] = first.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 10);
}

/** `85.7%`, of tenths of a percent as the core has rounded them; null where there is nothing it could be a share of. */
export function shareText(perMille: number | null): string | null {
  return perMille === null ? null : `${Math.floor(perMille / 10)}.${perMille % 10}%`;
}

// Choosing somebody from the list by what is typed, by arrows and by number.
import type { SignInChoice } from '@/generated/bindings';

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();

/** The people whose names hold what was typed, in the order of the list. */
export function matching(people: readonly SignInChoice[], typed: string): SignInChoice[] {
  return people.filter(({ name }) => plain(name).includes(plain(typed)));
}

/** Whether a key is the beginning of a PIN: once somebody is chosen, every digit is. */
export function isOfSecret(key: string, chosen: string | null): boolean {
  return chosen !== null && /^\d$/.test(key);
}

/** Where a key leads from `at` among `count` shown: to another one, or to one that is taken. Null for other keys. */
export function choiceByKey(key: string, count: number, at: number): { at: number; taken: boolean } | null {
  if (count === 0) return null;
  if (/^[1-9]$/.test(key)) return Number(key) <= count ? { at: Number(key) - 1, taken: true } : null;
  if (key === 'ArrowDown' || key === 'ArrowRight') return { at: (at + 1) % count, taken: false };
  if (key === 'ArrowUp' || key === 'ArrowLeft') return { at: at <= 0 ? count - 1 : at - 1, taken: false };
  if (key === 'Enter') return { at: Math.max(at, 0), taken: true };
  return null;
}

// What is said of the checks at the entrance.
import type { CaseCard, CheckCard } from '@/generated/bindings';
import type { Dates } from '@/shared/dates';
import type { Words } from '@/shared/words';
import { whenText } from './logText';

export const checkName = ({ check, text }: Pick<CheckCard, 'check' | 'text'>, words: Words): string => (text === '' ? words('assist.check.unnamed', { n: check }) : text);

/** Somebody has to look: it was not passed or does not hold any more, and no other is enough. */
export const isWarned = ({ settled, standing }: CheckCard): boolean => !settled && (standing === 'failed' || standing === 'ran_out');

/** What is warned of, in the order of the checks. */
export function warningsOf(card: Pick<CaseCard, 'checks'>, day: string, words: Words, dates: Dates): string[] {
  return card.checks.filter(isWarned).map((check) => {
    const at = check.until === null ? '' : whenText(check.until, day, words, dates);
    return words(check.standing === 'ran_out' ? 'assist.check.ran_out_at' : 'assist.check.failed_one', { what: checkName(check, words), at });
  });
}

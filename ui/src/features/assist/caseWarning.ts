// What is to be said of the evidence for an eligibility rule.
import type { EligibilityWarning } from '@/generated/bindings';
import type { Dates } from '@/shared/dates';
import type { Words } from '@/shared/words';
import { whenText } from './logText';

/** Empty if there is nothing to say. */
export function warningText(warning: EligibilityWarning | null, day: string, words: Words, dates: Dates): string {
  if (warning === null) return '';
  const at = warning.until === null ? '' : whenText(warning.until, day, words, dates);
  return words(`assist.warning.${warning.kind}`, { at });
}

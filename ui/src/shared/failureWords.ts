// Words for what the core refused, chosen by code. A code without words is shown as it is: better than silence.
import type { Failure, FieldFailure } from '@/generated/bindings';
import { isDate, useDates } from './dates';
import { useWords } from './words';

/** What happened, why, and what to do, in one or two sentences. */
export function useFailureWords(): (failure: Pick<Failure | FieldFailure, 'code' | 'params'>) => string {
  const words = useWords();
  const dates = useDates();
  return ({ code, params }) => {
    const key = `error.${code}`;
    const shown = Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, isDate(value) ? dates.long(value) : value]),
    );
    if (!words.has(key)) return words('failure.unknown', { code });
    const sentence = words(key, shown);
    return shown['next'] === undefined ? sentence : sentence + words('failure.next', { next: shown['next'] });
  };
}

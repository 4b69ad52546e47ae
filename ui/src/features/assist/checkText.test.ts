import { describe, expect, it } from 'vitest';
import type { CheckCard } from '@/generated/bindings';
import type { Dates } from '@/shared/dates';
import type { Words } from '@/shared/words';
import { checkName, warningsOf } from './checkText';

const words = ((key: string, values: Record<string, unknown> = {}) => [key, ...Object.values(values)].join(' ').trim()) as Words;
const dates = { short: (date: string) => date } as Dates;
const DAY = '2026-11-25';
const check = (more: Partial<CheckCard>): CheckCard => ({ check: 1, text: '测温', or_before: false, standing: 'not_checked', seen_by: null, seen: null, until: null, settled: false, next: false, asked: true, ...more });

describe('what is warned of the checks at the entrance', () => {
  it.each([
    ['nothing of one that nobody made', check({}), []],
    ['nothing of one that holds', check({ standing: 'passed', settled: true }), []],
    ['nothing of one where another is enough', check({ standing: 'failed', settled: true }), []],
    ['that it was not passed', check({ standing: 'failed' }), ['assist.check.failed_one 测温']],
    ['since when it holds no more', check({ standing: 'ran_out', until: { date: DAY, time: '10:32' } }), ['assist.check.ran_out_at 测温 10:32']],
  ])('says %s', (_, one, expected) => expect(warningsOf({ checks: [one] }, DAY, words, dates)).toEqual(expected));
});

it('calls a check without words by its number', () => expect(checkName({ check: 7, text: '' }, words)).toBe('assist.check.unnamed 7'));

import { expect, it } from 'vitest';
import type { SyncChip } from '@/generated/bindings';
import type { Dates } from '@/shared/dates';
import type { Words } from '@/shared/words';
import { lookOf, sayChip } from './chipWords';

const chip = (given: Partial<SyncChip>): SyncChip => ({ word: 'synced', to_send: 0, agreed_at: null, percent: null, attention: false, ...given });
const words = ((key: string, values: Record<string, unknown> = {}) => [key, ...Object.values(values)].join(':')) as unknown as Words;
const dates = { moment: (moment: string) => `at ${moment}` } as unknown as Dates;
const say = (given: Partial<SyncChip>) => sayChip(chip(given), words, dates, '2026-11-27');

it('says when both sides agreed, and the day where it was another', () => {
  expect(say({ agreed_at: '2026-11-27T09:12:00' })).toBe('sync.word.synced:0 · 09:12');
  expect(say({ agreed_at: '2026-11-26T09:12:00' })).toBe('sync.word.synced:0 · at 2026-11-26T09:12:00');
});

it('says offline, what waits, and since when', () =>
  expect(say({ word: 'offline', to_send: 3, agreed_at: '2026-11-27T09:12:00' })).toBe('sync.word.offline:0 · sync.to_send:3 · sync.last:09:12'));

it('is green only where nothing has to be looked at', () => {
  expect(lookOf(chip({}))).toBe('ok');
  expect(lookOf(chip({ attention: true }))).toBe('warn');
  expect(lookOf(chip({ word: 'mismatch', attention: true }))).toBe('bad');
});

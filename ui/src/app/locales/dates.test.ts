// The formatter over the real catalogues.
import { describe, expect, it } from 'vitest';
import type { Language } from '@/generated/bindings';
import { datesIn, isDate, wallMilliseconds, type Dates } from '@/shared/dates';
import type { Words } from '@/shared/words';
import { i18n } from '../i18n';

const words: Words = Object.assign(
  (key: string, values: Record<string, string | number> = {}, locale?: Language) => i18n.global.t(key, values, locale ? { locale } : {}),
  { has: (key: string) => i18n.global.te(key) },
) as Words;
const dates = (language: Language): Dates => datesIn(words, language);

describe('dates', () => {
  it.each<[Language, string, string, string]>([
    ['zh-Hans', '2026年11月28日 星期六', '11月28日 周六', '11月27日 周五 15:00'],
    ['zh-Hant', '2026年11月28日 星期六', '11月28日 週六', '11月27日 週五 15:00'],
    ['en', 'Saturday 28 November 2026', 'Sat 28 November', 'Fri 27 November 15:00'],
  ])('%s', (language, long, short, moment) => {
    expect(dates(language).long('2026-11-28')).toBe(long);
    expect(dates(language).short('2026-11-28')).toBe(short);
    expect(dates(language).moment('2026-11-27T15:00:00')).toBe(moment);
  });

  it.each([
    ['2026-02-28', '2026年2月28日 星期六'],
    ['2024-02-29', '2024年2月29日 星期四'],
    ['2027-01-01', '2027年1月1日 星期五'],
  ])('%s is %s', (date, expected) => expect(dates('zh-Hans').long(date)).toBe(expected));

  it('shows what is no date as it is', () => expect(dates('zh-Hans').long('soon')).toBe('soon'));
  it('writes ranges with a dash', () => expect(dates('en').range('09:00', '12:00')).toBe('09:00–12:00'));
});

it('counts across midnight without a time zone', () => {
  expect(wallMilliseconds('2026-11-29T00:00:10') - wallMilliseconds('2026-11-28T23:59:50')).toBe(20_000);
});

it.each([['2026-11-28', true], ['2026-11-28T09:00', false], ['28.11.2026', false]])('%s is a date: %s', (text, expected) =>
  expect(isDate(text)).toBe(expected),
);

// What a slip says, as data: one verdict for each item and one for the visit, none against another, and no call where there is no number.
import { expect, it } from 'vitest';
import type { HistoryLine, Language, Names, SlipItem } from '@/generated/bindings';
import { LANGUAGES } from '@/shared/choices';
import { historyText } from '@/features/book/detail/historyText';
import { slipWords } from '@/features/book/slip/slipWords';
import { datesIn } from '@/shared/dates';
import { nameIn } from '@/shared/language';
import type { Words } from '@/shared/words';
import { i18n } from './i18n';

const wordsIn = (spoken: Language): Words => Object.assign(
  (key: string, values: Record<string, string | number> = {}, locale?: Language) => {
    const plural = typeof values['n'] === 'number' ? { plural: values['n'] } : {};
    return i18n.global.t(key, values, { ...plural, locale: locale ?? spoken });
  },
  { has: (key: string) => i18n.global.te(key) },
) as Words;
const same = (text: string): Names => ({ zh_hans: text, zh_hant: text, en: text });
const item = (result: SlipItem['result'], ...waits: string[]): SlipItem => ({ names: same('事项'), departments: [], materials: [], result, waits_for: waits.map(same) });
type Told = Parameters<typeof slipWords>[0];
const SLIP: Told = {
  items: [item('on_the_spot')], result: 'on_the_spot', forwarded_on: null, cancelled: false, provisional: false, walk_in: false, tentative: false, callable: true, telephone: '', date: '2026-11-28',
};

function said(slip: Partial<Told>, spoken: Language = 'zh-Hans') {
  const words = wordsIn(spoken);
  return slipWords({ ...SLIP, ...slip }, (key, values) => words(key, values), datesIn(words), (names) => nameIn(names, spoken));
}
const all = (told: ReturnType<typeof said>): string => [...told.items, ...told.visit, told.footer].join('\n');
const WAITS: Partial<Told> = { items: [item('on_the_spot_once_confirmed', '烟草专卖局')], result: 'on_the_spot_once_confirmed' };
const TWO: Partial<Told> = { items: [item('on_the_spot'), item('on_the_spot_once_confirmed', '烟草专卖局')], result: 'on_the_spot_once_confirmed' };

it('says which of two items waits, and for whom', () => {
  const told = said(TWO);
  expect(told.items).toEqual(['材料齐全，当场可领结果。', '部门确认到岗后，材料齐全当场可领结果。']);
  expect(told.visit[0]).toBe('第 1 项材料齐全当场可领结果；第 2 项待烟草专卖局确认到岗。');
});

it('says one verdict once', () => {
  const told = said({ items: [item('on_the_spot'), item('on_the_spot')] });
  expect(told).toMatchObject({ items: ['', ''], visit: ['材料齐全，当场可领结果。'] });
});

it('never promises for the visit what an item does not have', () => {
  const told = said({ items: [item('on_the_spot'), item('forwarded')], result: 'forwarded', forwarded_on: '2026-11-30' });
  expect(told.visit[0]).toBe('第 1 项材料齐全当场可领结果；第 2 项窗口收件，11月30日 周一转办，结果另行通知。');
});

const CALLED = /打电话|打電話|we call/i;
it.each(LANGUAGES)('promises no call without a number to call (%s)', (spoken) => {
  for (const slip of [WAITS, TWO, { provisional: true }, { tentative: true }, { ...WAITS, tentative: true, provisional: true }]) {
    expect(all(said({ ...slip, callable: false }, spoken))).not.toMatch(CALLED);
    expect(all(said({ ...slip, callable: true }, spoken))).toMatch(CALLED);
  }
});

it('says whom to ask instead', () => {
  expect(said({ ...WAITS, callable: false, telephone: '010-65090000' }).visit).toContain('未留电话，我们无法通知您，请于11月28日 周六前来电 010-65090000 确认。');
  expect(said({ ...WAITS, callable: false }).visit).toContain('未留电话，我们无法通知您，请于11月28日 周六前与大厅确认。');
});

it.each(LANGUAGES)('of a cancelled booking says that it is, and nothing that would bring somebody (%s)', (spoken) => {
  const told = said({ ...TWO, cancelled: true, telephone: '010-65090000' }, spoken);
  expect(told.visit).toEqual([]);
  expect(told.items.join('')).toBe('');
  expect(told.footer).toMatch(/已取消|cancelled/);
  expect(told.footer).not.toMatch(/请按时|請按時|come on time/);
  expect(told.footer).toContain('010-65090000');
});

it('tells where to call off, and the receipt of a walk-in asks nobody to come', () => {
  expect(said({ telephone: '010-65090000' }).footer).toBe('请按时到大厅，出示此单或报预约号。不能来请提前致电 010-65090000。');
  expect(said({ walk_in: true }).footer).not.toMatch(/预约号|按时/);
});

it('tells of a change who made it, from when to when, and why', () => {
  const line = (part: Partial<HistoryLine>): HistoryLine => ({ at: '2026-11-27T16:50:00', what: 'made', by: '周敏', moved_from: null, moved_to: null, reason: null, remark: '', ...part });
  const words = wordsIn('zh-Hans');
  const text = (part: Partial<HistoryLine>): string => historyText(line(part), words, datesIn(words));
  expect(text({})).toBe('登记，周敏');
  expect(text({ what: 'rescheduled', moved_from: '2026-11-28T09:00:00', moved_to: '2026-12-05T10:30:00' })).toBe('改约，周敏 · 11月28日 周六 09:00 → 12月5日 周六 10:30');
  expect(text({ what: 'cancelled', reason: 'other', remark: '家里有事' })).toBe('取消，周敏 · 原因：其他（家里有事）');
  expect(text({ what: 'confirmed', by: '' })).toBe('候补成功');
});

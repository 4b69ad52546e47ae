// A department's line as sentences, in the words of a clerk, and complete in every language.
import { expect, it } from 'vitest';
import type { AllocationHalf, AllocationLine, DutyGap, GapWhy, HalfAnswerCard, Language, Names } from '@/generated/bindings';
import { answersText, answerText, bookedText, contradictions, gapText, moreText, needText, standingText, windowText } from '@/features/duty/lineText';
import { datesIn } from '@/shared/dates';
import { language } from '@/shared/language';
import type { Words } from '@/shared/words';
import { i18n } from './i18n';

function speak(spoken: Language): Words {
  language.value = spoken;
  i18n.global.locale.value = spoken;
  return Object.assign((key: string, values: Record<string, string | number> = {}) => i18n.global.t(key, values, typeof values['n'] === 'number' ? { plural: values['n'] } : {}), { has: (key: string) => i18n.global.te(key) }) as Words;
}
const words = speak('zh-Hans');
const dates = datesIn(words);
const same = (text: string): Names => ({ zh_hans: text, zh_hant: text, en: text });
const noted = { told_by: '钱科长', means: 'telephone', by: '张三', at: '2026-11-27T10:20:00' } as const;
const HALF: AllocationHalf = { need: 1, coming: 0, cases: { held: 1, beside: 0 }, from: null, to: null, items: [], answers: [], more: null };
const EMPTY: AllocationHalf = { ...HALF, need: 0, cases: { held: 0, beside: 0 } };
const comes = (given: Partial<HalfAnswerCard> = {}): HalfAnswerCard => ({ coming: 'comes', approvers: 1, names: '', rule: 'all', items: [], from: null, until: null, noted, ...given });
const gap = (why: GapWhy, given: Partial<DutyGap> = {}): DutyGap => ({
  morning: true, why, short: 1, items: [same('食品生产')], closes: [],
  bookings: [{ booking: 'a', number: '1', at: '10:00', seated: true }, { booking: 'b', number: '2', at: '09:30', seated: true }], ...given,
});

it.each<[GapWhy, string]>([
  ['cannot', '上午不能来，2 个预约当天批不了'],
  ['items', '上午来的人不办“食品生产”，2 个预约当天批不了'],
  ['times', '上午来的人赶不上 2 个预约（09:30、10:00）'],
  ['fewer', '上午少来 1 人'],
  ['quota', '上午要的人比该部门能派的多 1 人'],
])('says of %s: %s', (why, text) => {
  language.value = 'zh-Hans';
  expect(gapText(gap(why), words)).toBe(text);
});

it('says what would close a gap', () => {
  expect(gapText(gap('fewer', { morning: false, short: 2, closes: ['approvers', 'another_day'] }), words)).toBe('下午少来 2 人。可以：再来 2 人，或改约别的周六');
});

it.each<Language>(['zh-Hans', 'zh-Hant', 'en'])('leaves no hole in any sentence in %s', (spoken) => {
  const say = speak(spoken);
  const why: GapWhy[] = ['cannot', 'missing', 'items', 'times', 'not_that_saturday', 'quota_items', 'quota', 'fewer'];
  const all = why.map((one) => gapText(gap(one, { closes: ['approvers', 'qualified', 'hours', 'other_half', 'another_day'] }), say));
  speak('zh-Hans');
  expect(all.filter((text) => /\{|\}|allocation\.|undefined|\|/.test(text))).toEqual([]);
  expect(new Set(all).size).toBe(why.length);
});

it.each<[Partial<AllocationHalf>, string]>([
  [{}, '需 1 人'],
  [{ need: 2, coming: 2 }, '2 人 ✓'],
  [{ need: 2, coming: 1 }, '1 / 2 人'],
  [{ need: 0 }, '—'],
  [{ answers: [comes({ coming: 'on_call' })] }, '待命，需 1 人'],
])('says what a half-day needs: %j', (given, text) => expect(needText({ ...HALF, ...given }, words)).toBe(text));

it('says what was answered, for whom, from when to when', () => {
  expect(answerText(comes({ approvers: 2, names: '许*、郭*', rule: 'all_but', items: [{ item: 1, name: same('食品生产') }], from: '09:00', until: '11:00' }), words, dates)).toBe('2 人（许*、郭*）、09:00–11:00、不办“食品生产”');
  expect(answersText({ morning: { ...HALF, answers: [comes()] }, afternoon: { ...HALF, answers: [comes({ coming: 'cannot' })] } }, words, dates)).toBe('上午 1 人；下午 不能来');
  expect(answersText({ morning: { ...HALF, answers: [comes()] }, afternoon: { ...HALF, answers: [comes()] } }, words, dates)).toBe('全天 1 人');
});

it('shows both of two answers, each with who said it and who wrote it down', () => {
  const both = contradictions({ morning: { ...HALF, answers: [comes(), comes({ coming: 'cannot', noted: { ...noted, told_by: '', by: '李四' } })] }, afternoon: EMPTY }, words, dates);
  expect(both).toEqual(['上午 1 人 — 钱科长 · 电话 · 张三 记于 11月27日 周五 10:20', '上午 不能来 — 电话 · 李四 记于 11月27日 周五 10:20']);
});

it('says until when there is time, and that it is over', () => {
  const line = { state: 'asked', cutoff: '2026-11-27T15:00:00', answered: null, told: { by: '张三', at: '2026-11-26T10:00:00', means: 'chat', times: 2 }, attempts: 1 } as unknown as AllocationLine;
  const at = (moment: string): string => standingText(line, { at: moment, asking_from: '2026-11-25' }, words, dates);
  expect(at('2026-11-27T10:30:00')).toBe('已通知 2 次，最近 11月26日 周四 10:00（张三） · 没联系上 1 次 · 截止 11月27日 周五 15:00，还剩 4 小时');
  expect(at('2026-11-27T15:00:00')).toContain('已过截止 11月27日 周五 15:00');
  expect(at('2026-11-25T10:00:00')).not.toContain('还剩');
});

it('says what is booked, what came since, and where windows lack', () => {
  const items = [1, 2, 3, 4].map((item) => ({ item, name: same(`事项${item}`), cases: { held: item, beside: 0 }, bookings: [] }));
  expect(bookedText({ morning: { ...HALF, items }, afternoon: { ...HALF, items: items.slice(0, 1) } }, words)).toBe('事项4 4、事项3 3、事项1 2 等 4 项');
  expect(moreText({ morning: { ...HALF, more: { approvers: 1, items: [{ item: 1, name: same(''), cases: 2 }], less_approvers: 0, less_items: [] } }, afternoon: EMPTY }, words)).toBe('上午又约 2 件、上午要多来 1 人');
  expect(windowText({ from: '10:00', to: '11:30', short: true, by: 2 }, words, dates)).toBe('10:00–11:30 缺 2 个窗口');
});

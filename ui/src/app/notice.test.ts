// The notice to a department in every language: what it says, and what it must not.
import { expect, it } from 'vitest';
import type { AllocationHalf, AllocationItem, AllocationLine, BookingLink, Language, Names } from '@/generated/bindings';
import { allNotices, needsNotice, noticeText, type NoticeOf } from '@/features/duty/noticeText';
import { datesIn } from '@/shared/dates';
import { language } from '@/shared/language';
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
const link = (number: string, at: string, seated = true): BookingLink => ({ booking: number, number, at, seated });
const item = (id: number, name: string, bookings: BookingLink[]): AllocationItem => ({
  item: id, name: same(name), cases: { held: bookings.filter(({ seated }) => seated).length, beside: bookings.filter(({ seated }) => !seated).length }, bookings,
});
const EMPTY: AllocationHalf = { need: 0, coming: 0, cases: { held: 0, beside: 0 }, from: null, to: null, items: [], answers: [], more: null };
const NOTED = { told_by: '钱科长', means: 'telephone', by: '张三', at: '2026-11-26T10:20:00' } as const;
const TAX: AllocationLine = {
  department: 3, name: { zh_hans: '税务局', zh_hant: '稅務局', en: 'Tax Bureau' }, short: same('税务'), state: 'to_tell', next: 'tell', cutoff: '2026-11-27T15:00:00', contact: '孙小姐 8012',
  bookings: { held: 4, beside: 1 }, waiting: 4, answered: null, told: null, has_more: false, seen: [], gaps: [], attempts: 0, quota: null,
  morning: {
    ...EMPTY, need: 1, cases: { held: 3, beside: 1 }, from: '09:30', to: '11:00',
    items: [item(1, '非税缴款', [link('202 398 9198', '09:30'), link('202 398 9200', '10:00'), link('202 398 9300', '10:30', false)]), item(2, '发票', [link('202 398 9201', '10:30')])],
    answers: [{ coming: 'comes', approvers: 1, names: '王芳', rule: 'all', items: [], from: null, until: null, noted: NOTED }],
  },
  afternoon: { ...EMPTY, need: 2, cases: { held: 1, beside: 0 }, from: '13:30', to: '14:00', items: [item(1, '非税缴款', [link('202 398 9210', '13:30')])] },
};
const NOTICE: NoticeOf = { contact: { name: same('朝阳区政务服务中心'), address: '霄云路 1 号', telephone: '010-65090000' }, date: '2026-11-28' };
const TOLD = { by: '张三', at: '2026-11-26T10:20:00', means: 'chat', times: 1 } as const;
const MORE: AllocationLine = {
  ...TAX, state: 'tell_more', told: TOLD, has_more: true,
  morning: { ...TAX.morning, more: { approvers: 0, items: [{ item: 2, name: same('发票'), cases: 1 }], less_approvers: 0, less_items: [{ item: 1, name: same('非税缴款'), cases: 1 }] } },
  afternoon: { ...TAX.afternoon, more: { approvers: 1, items: [], less_approvers: 0, less_items: [] } },
};

function text(line: AllocationLine, notice: NoticeOf = NOTICE, spoken: Language = 'zh-Hans'): string {
  language.value = spoken;
  i18n.global.locale.value = spoken;
  const words = wordsIn(spoken);
  return noticeText(notice, line, words, datesIn(words));
}

it('says department, day, each half-day with items, counts, times and booking numbers, what is asked, and the telephone', () => {
  expect(text(TAX)).toBe([
    '【朝阳区政务服务中心】2026年11月28日 星期六延时服务',
    '税务局：',
    '上午 09:30–11:00 非税缴款 2 件（+1 待定）（09:30、10:00），发票 1 件（10:30）',
    '预约号：202 398 9198、202 398 9200、202 398 9201',
    '下午 13:30–14:00 非税缴款 1 件（13:30）',
    '预约号：202 398 9210',
    '请安排上午 1 人、下午 2 人值守，能办以上事项。请回复：来几人、谁、上午/下午。',
    '联系电话：010-65090000',
  ].join('\n'));
});

it('asks for one number where both half-days need the same, or only one is booked', () => {
  expect(text({ ...TAX, afternoon: EMPTY })).toContain('\n请安排 1 人值守，能办以上事项。请回复：来几人、谁、上午/下午。\n');
  expect(text({ ...TAX, afternoon: { ...TAX.afternoon, need: 1 } })).toContain('\n请安排 1 人值守');
});

it('says only what is new to whoever was told and needs more, and never what became less', () => {
  expect(text(MORE).split('\n').slice(1, -1)).toEqual([
    '税务局（补充通知）：',
    '上午又约 发票 1 件，现共：发票 1 件（10:30）',
    '下午请再增派 1 人，共 2 人',
    '请按以上增派人员值守。请回复：来几人、谁、上午/下午。',
  ]);
});

it('lets the same people do more cases where no more people are needed', () => {
  expect(text({ ...MORE, afternoon: TAX.afternoon })).toContain('人数不变，请原定人员一并办理。');
});

it('is whole again for whoever was told and needs nothing more', () => {
  const told = { ...TAX, told: TOLD, morning: { ...TAX.morning, more: { approvers: 0, items: [], less_approvers: 1, less_items: [] } } };
  expect(text(told)).toContain('\n税务局：\n');
});

it('tells whom nobody needs any more that nobody has to come', () => {
  const said = text({ ...TAX, morning: EMPTY, afternoon: EMPTY });
  expect(said).toContain('不用安排人员值守');
  expect(said).not.toContain('请回复');
});

it('asks nobody to come for provisional bookings alone', () => {
  const said = text({ ...TAX, morning: { ...EMPTY, cases: { held: 0, beside: 1 }, items: [item(1, '非税缴款', [link('202 398 9300', '10:30', false)])] }, afternoon: EMPTY });
  expect(said).toContain('暂不用安排');
  expect(said).not.toMatch(/请安排|202 398 9300/);
});

it.each<Language>(['zh-Hans', 'zh-Hant', 'en'])('bears nobody’s name in %s: neither of the department nor of whoever wrote something down', (spoken) => {
  const whole = [text(TAX, NOTICE, spoken), text(MORE, NOTICE, spoken)].join('\n');
  expect(whole).not.toMatch(/王芳|钱科长|张三|孙小姐|8012/);
  expect(whole).not.toMatch(/notice\.|\{|undefined/);
});

it('has no telephone where none is set', () => {
  expect(text(TAX, { ...NOTICE, contact: { ...NOTICE.contact, telephone: '' } })).not.toContain('联系电话');
});

it.each<[Language, string]>([['zh-Hant', '稅務局：'], ['en', 'Tax Bureau:']])('speaks %s', (spoken, expected) => expect(text(TAX, NOTICE, spoken)).toContain(expected));

it('puts all departments one below the other, under one head', () => {
  const words = wordsIn('zh-Hans');
  language.value = 'zh-Hans';
  const parts = allNotices(NOTICE, [TAX, { ...MORE, department: 4, name: same('烟草专卖局') }], words, datesIn(words)).split('\n\n');
  expect(parts.map((part) => part.split('\n')[0])).toEqual(['【朝阳区政务服务中心】2026年11月28日 星期六延时服务', '税务局：', '烟草专卖局（补充通知）：', '联系电话：010-65090000']);
});

it('is due to whoever has to be told, also past the cut-off, and to nobody who knows', () => {
  const due = (line: AllocationLine, state: AllocationLine['state']): boolean => needsNotice({ ...line, state });
  expect([due(TAX, 'to_tell'), due(MORE, 'tell_more'), due(TAX, 'unanswered'), due(MORE, 'unanswered')]).toEqual([true, true, true, true]);
  expect(due({ ...TAX, told: TOLD }, 'unanswered')).toBe(false);
  expect([due(TAX, 'not_yet'), due(TAX, 'asked'), due(MORE, 'cannot')]).toEqual([false, false, false]);
});

// The notice to a department in every language: what it says, and what it must not.
import { expect, it } from 'vitest';
import type { DutyNotice, Language, Names, NoticeLine } from '@/generated/bindings';
import { allNotices, noticeText } from '@/features/duty/noticeText';
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
const TOBACCO: NoticeLine = {
  department: 2, name: { zh_hans: '烟草专卖局', zh_hant: '煙草專賣局', en: 'Tobacco Administration' }, bookings: { held: 15, beside: 2 }, cases: { held: 17, beside: 2 },
  items: [{ name: same('烟草证延续'), cases: { held: 12, beside: 0 } }, { name: same('烟草证新办'), cases: { held: 5, beside: 2 } }],
  halves: [{ morning: true, from: '09:00', to: '12:00', cases: { held: 11, beside: 0 } }, { morning: false, from: '13:30', to: '16:00', cases: { held: 6, beside: 2 } }],
  promise: 'will_be_asked', approvers: 0,
};
const NOTICE: DutyNotice = {
  contact: { name: same('朝阳区政务服务中心'), address: '霄云路 1 号', telephone: '010-65090000' }, date: '2026-11-28', at: '2026-11-27T16:50:00', departments: [TOBACCO], idle: [],
};

function text(line: NoticeLine, notice: DutyNotice = NOTICE, spoken: Language = 'zh-Hans'): string {
  language.value = spoken;
  i18n.global.locale.value = spoken;
  const words = wordsIn(spoken);
  return noticeText(notice, line, words, datesIn(words));
}

it('says day, department, items, half-days and telephone, provisional ones beside', () => {
  expect(text(TOBACCO)).toBe([
    '【朝阳区政务服务中心】2026年11月28日 星期六延时服务',
    '烟草专卖局：17 件（+2 待定）',
    '· 烟草证延续 12 件',
    '· 烟草证新办 5 件（+2 待定）',
    '上午 09:00–12:00，11 件',
    '下午 13:30–16:00，6 件（+2 待定）',
    '请安排审批人员到岗，并回复到岗人数。',
    '联系电话：010-65090000',
  ].join('\n'));
});

it('asks nobody who has confirmed, and has no telephone where none is set', () => {
  const said = text({ ...TOBACCO, promise: 'confirmed', approvers: 3 }, { ...NOTICE, contact: { ...NOTICE.contact, telephone: '' } });
  expect(said).toContain('已确认 3 人到岗');
  expect(said).not.toMatch(/请安排|联系电话/);
});

it.each<[Language, string]>([['zh-Hant', '煙草專賣局：17 件（+2 待定）'], ['en', 'Tobacco Administration: 17 cases (+2 provisional)']])('speaks %s', (spoken, expected) => {
  expect(text(TOBACCO, NOTICE, spoken)).toContain(expected);
});

it('puts all departments one below the other', () => {
  const words = wordsIn('zh-Hans');
  language.value = 'zh-Hans';
  const all = allNotices({ ...NOTICE, departments: [TOBACCO, { ...TOBACCO, department: 3, name: same('税务局') }] }, words, datesIn(words));
  expect(all.split('\n\n').map((part) => part.split('\n')[1])).toEqual(['烟草专卖局：17 件（+2 待定）', '税务局：17 件（+2 待定）']);
});

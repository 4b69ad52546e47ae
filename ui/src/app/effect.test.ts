// What a booking and a cancellation do to the departments, said in one line before they are saved.
import { mount } from '@vue/test-utils';
import { afterEach, expect, it } from 'vitest';
import type { DutyEffect, DutyEffectKind, Language } from '@/generated/bindings';
import EffectLine from '@/features/book/EffectLine.vue';
import { cancellingText, savingText } from '@/features/book/effectText';
import { datesIn } from '@/shared/dates';
import { language } from '@/shared/language';
import type { Words } from '@/shared/words';
import { i18n } from './i18n';

const DAY = '2026-11-28';
const words = Object.assign((key: string, values: Record<string, string | number> = {}) => i18n.global.t(key, values), { has: (key: string) => i18n.global.te(key) }) as Words;
const dates = datesIn(words);
const names = (zh_hans: string, en: string) => ({ zh_hans, zh_hant: zh_hans, en });
const TAX = names('税务局', 'Tax');
const FOOD = names('市监局', 'Market');
const effect = (effect: DutyEffectKind, morning = true, short = TAX, date = DAY): DutyEffect => ({ date, department: short === TAX ? 1 : 2, short, morning, effect });
const saving = (...effects: DutyEffect[]): string => savingText(effects, DAY, words, dates);

function speak(spoken: Language): void {
  language.value = spoken;
  i18n.global.locale.value = spoken;
}
afterEach(() => speak('zh-Hans'));

it('says whom to ask, and together of whom the same is said', () => {
  expect(saving(effect('needs_asking'))).toBe('税务局上午还没问，保存后请去通知');
  expect(saving(effect('needs_asking'), effect('needs_asking', true, FOOD))).toBe('税务局上午、市监局上午还没问，保存后请去通知');
  expect(saving(effect('needs_more', false))).toBe('税务局下午比原来说的多了，保存后请补充通知');
  expect(saving()).toBe('');
});

it('says first what asks most of a person', () => {
  const moved = saving(effect('needs_asking', false), effect('no_more_needed'));
  expect(moved).toBe('税务局上午不用来了，保存后请告知；税务局下午还没问，保存后请去通知');
});

it('names the day where it is another', () => {
  expect(saving(effect('no_more_needed', true, FOOD, '2026-12-05'))).toContain('12月5日');
  expect(saving(effect('no_more_needed', true, FOOD))).not.toContain('11月28日');
});

it('says of a cancellation only who is no more needed', () => {
  expect(cancellingText([effect('no_more_needed', false)], DAY, words, dates)).toBe('取消后税务局下午不用来了，请告知');
  expect(cancellingText([effect('needs_asking')], DAY, words, dates)).toBe('');
});

it('says it in the language of the screen', () => {
  speak('en');
  expect(saving(effect('needs_asking'))).toBe('Tax (Morning): not asked yet; please tell them once it is saved');
});

it('is there before it says anything, so that it is read aloud', () => {
  const line = mount(EffectLine, { props: { text: '' } });
  expect(line.attributes('aria-live')).toBe('polite');
});

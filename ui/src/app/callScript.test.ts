// What a clerk says, word for word: every reason, several bookings, an agent, whoever left no number.
import { describe, expect, it } from 'vitest';
import { i18n } from './i18n';
import type { CallBooking, CallReason, CallTask, CallWhy, Language, Names } from '@/generated/bindings';
import { datesIn } from '@/shared/dates';
import { language } from '@/shared/language';
import type { Words } from '@/shared/words';
import { daysOf, peopleOf, reasonsOf, scriptIn } from '@/shared/calls/script';

const names = (text: string): Names => ({ zh_hans: text, zh_hant: text, en: text });
const why = (reason: CallReason, part: Partial<CallWhy> = {}): CallWhy => ({ reason, department: null, from: null, until: null, items: [names('食品经营许可')], ...part });
const tobacco = { department: names('烟草专卖局'), items: [names('烟草证延续')] };
const booking = (whys: CallWhy[], part: Partial<CallBooking> = {}): CallBooking => ({
  booking: 'b1', base: 'e1', number: '482 913 0576', name: '王*', date: '2026-11-28', start: '14:00', open: true, known_date: null, known_start: null,
  items: [names('食品经营许可'), names('烟草证延续')], party: 1, whys, ...part,
});
const task = (bookings: CallBooking[], part: Partial<CallTask> = {}): CallTask => ({
  bookings, name: '王*', phone: '*******8000', agent: false, soonest: '2026-11-28T14:00:00', unanswered: 0, last: null, can: [], ...part,
});

function words(spoken: Language): Words {
  const say = (key: string, values: Record<string, string | number> = {}): string => i18n.global.t(key, values, { locale: spoken, ...(typeof values['n'] === 'number' ? { plural: values['n'] } : {}) });
  return Object.assign(say, { has: (key: string) => i18n.global.te(key) }) as Words;
}
const script = (spoken: Language = 'zh-Hans') => scriptIn(words(spoken), datesIn(words(spoken)));
const said = (of: CallWhy, part: Partial<CallBooking> = {}): string => script().sentences(booking([of], part))[0] ?? '';
const forwarded = '您可以改到部门有人的时间，或者照常来交材料，窗口收件，下个工作日转部门办理。';
const MOVED = { date: '2026-12-05', start: '09:30', known_date: '2026-11-28', known_start: '09:00' };

describe('each reason', () => {
  it.each<[CallWhy, Partial<CallBooking>, string]>([
    [why('moved'), MOVED, '您预约办“食品经营许可”的时间，由 11月28日 周六 09:00 改到了 12月5日 周六 09:30。请您按新的时间来，您看可以吗？'],
    [why('hall_closed'), {}, '11月28日 周六大厅不开，您 14:00 办“食品经营许可”的预约取消了。您要不要改约其他时间？'],
    [why('no_seat'), {}, '您候补的 11月28日 周六 14:00 “食品经营许可”没有等到号源，这次安排不了。您要不要改约其他时间？'],
    [why('seat_lost'), {}, '您预约的 11月28日 周六 14:00 “食品经营许可”，这个时间现在没有您的号源了。您可以改约其他时间，也可以继续等，有了号源再通知您。'],
    [why('seat_lost'), { open: false }, '11月28日 周六大厅不开，您 14:00 办“食品经营许可”的预约要改时间。您看哪天、几点方便？'],
    [why('seat_found'), {}, '您预约的 11月28日 周六 14:00 “食品经营许可”，现在有号源了，请您按时来。'],
    [why('stands'), {}, '之前跟您说 11月28日 周六 14:00 “食品经营许可”的预约取消了，现在预约仍然有效，请您按时来。'],
    [why('does_not_come', tobacco), {}, '烟草专卖局11月28日 周六不能来大厅，您 14:00 约的“烟草证延续”当天批不了。您可以照常来交材料，窗口收件，下个工作日转部门办理；也可以改约其他时间。'],
    [why('comes_in_part', { ...tobacco, from: '09:00', until: '12:00' }), {}, `烟草专卖局11月28日 周六只在 09:00–12:00 有人，您预约的是 14:00，“烟草证延续”到时没有人批。${forwarded}`],
    [why('comes_in_part', { ...tobacco, until: '12:00' }), {}, `烟草专卖局11月28日 周六只到 12:00 有人，您预约的是 14:00，“烟草证延续”到时没有人批。${forwarded}`],
    [why('comes_in_part', { ...tobacco, from: '15:00' }), {}, `烟草专卖局11月28日 周六 15:00 以后才有人，您预约的是 14:00，“烟草证延续”到时没有人批。${forwarded}`],
    [why('comes_after_all', tobacco), {}, '之前跟您说烟草专卖局11月28日 周六不能来，现在能来了，“烟草证延续”请您仍按 14:00 来办。'],
    [why('wants_another_time'), {}, '您上次说要改时间，现在约的还是 11月28日 周六 14:00 “食品经营许可”。请问改到哪天、几点方便？'],
    [why('not_arrived'), {}, '您预约了今天 14:00 来办“食品经营许可”，请问还过来吗？大约几点到？'],
  ])('%j %j', (of, part, sentence) => expect(said(of, part)).toBe(sentence));

  const EVERY: readonly CallReason[] = [
    'no_seat', 'hall_closed', 'moved', 'seat_lost', 'seat_found', 'stands', 'does_not_come', 'comes_in_part', 'comes_after_all', 'wants_another_time', 'not_arrived',
  ];
  it.each<Language>(['zh-Hans', 'zh-Hant', 'en'])('is said in %s with nothing left open', (spoken) => {
    language.value = spoken;
    for (const reason of EVERY) {
      const [sentence = ''] = script(spoken).sentences(booking([why(reason, { ...tobacco, from: '09:00', until: '12:00' })], MOVED));
      expect(sentence, reason).toMatch(/烟草证延续/);
      expect(sentence, reason).not.toMatch(/[{}]|to_call\.|undefined|null/);
    }
    language.value = 'zh-Hans';
  });
});

it('says all reasons of a booking, and names the item that each touches', () => {
  const both = booking([why('moved', { items: [names('食品经营许可'), names('烟草证延续')] }), why('does_not_come', tobacco)], MOVED);
  const [first = '', second = ''] = script().sentences(both);
  expect(first).toContain('“食品经营许可、烟草证延续”');
  expect(second).toContain('烟草专卖局12月5日 周六不能来大厅，您 09:30 约的“烟草证延续”');
  expect(second).not.toContain('食品');
});

it('shows the old time and the new one, and one where they are the same', () => {
  expect(script().times(booking([why('moved')], MOVED))).toBe('原定 11月28日 周六 09:00 → 12月5日 周六 09:30');
  expect(script().times(booking([why('seat_lost')]))).toBe('11月28日 周六 14:00');
});

it('tells whoever acts for somebody whose booking it is', () => {
  const own = task([booking([why('moved')])]);
  expect(script().hello(own, '示例大厅')).toBe('您好，这里是示例大厅。');
  const two = [booking([why('moved')], { name: '乙**' }), booking([why('moved')], { booking: 'b2', name: '丙**' })];
  const agent = task(two, { agent: true, name: '周**' });
  expect(peopleOf(agent)).toEqual(['乙**', '丙**']);
  expect(script().hello(agent, '示例大厅')).toBe('您好，这里是示例大厅，跟您说一下您代乙**、丙**办的预约。');
});

it('names a reason once for all bookings of a person, and every day they are about', () => {
  const line = task([booking([why('moved'), why('does_not_come', tobacco)], MOVED), booking([why('moved')], { booking: 'b2' })]);
  expect(reasonsOf(line).map((one) => script().reason(one))).toEqual(['已改时间', '烟草专卖局不能来']);
  expect(reasonsOf(task([booking([why('seat_lost')], { open: false })])).map((one) => script().reason(one))).toEqual(['大厅不开，要改期']);
  expect([...daysOf(line)]).toEqual(['2026-12-05', '2026-11-28']);
});

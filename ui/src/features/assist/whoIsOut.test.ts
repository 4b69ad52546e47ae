import { expect, it } from 'vitest';
import type { CaseCard, CaseLine, LogWhen } from '@/generated/bindings';
import { whoIsOut } from './whoIsOut';

const WHO = ['李', '王', '张', '赵'].map((name) => ({ person: name, name }));
const at = (time: string | null, date = '2026-11-28'): LogWhen => ({ date, time });
const people = (...names: string[]) => names.map((name) => ({ person: name, name }));
const open = (id: string, began: LogWhen, held: number, ...helpers: string[]) => ({ case: id, began, held, helpers: people(...helpers) }) as CaseCard;
const closed = (id: string, taken: number, returned: number, ...helpers: string[]) => ({ case: id, taken, returned, helpers: people(...helpers) }) as CaseLine;
const told = (day: Parameters<typeof whoIsOut>[0]) => whoIsOut(day).map(({ helper, cases, since, held, left }) => [helper.name, cases.map((one) => one.case), since?.time ?? since?.date ?? null, held, left.length]);

it('names everybody: the longest out first, then who only holds papers, then who is free', () => {
  expect(told({
    helpers: WHO,
    open: [open('c1', at('10:20'), 2, '王'), open('c2', at('09:05'), 0, '李', '张'), open('c3', at('09:40'), 1, '王')],
    papers_out: [closed('p1', 3, 1, '赵')],
  })).toEqual([
    ['张', ['c2'], '09:05', 0, 0],
    ['王', ['c3', 'c1'], '09:40', 3, 0],
    ['赵', [], null, 2, 1],
    ['李', [], null, 0, 0],
  ]);
});

it('takes a day before for longer, and a time that nobody wrote for the longest of its day', () => {
  expect(told({
    helpers: people('李', '王', '张'),
    open: [open('c1', at('09:00'), 0, '李'), open('c2', at(null), 0, '王'), open('c3', at('16:00', '2026-11-27'), 0, '张')],
    papers_out: [],
  }).map(([name]) => name)).toEqual(['张', '王', '李']);
});

it('keeps somebody who is in no list any more', () => {
  expect(told({ helpers: people('李'), open: [open('c1', at('09:00'), 1, '走了')], papers_out: [] })).toEqual([
    ['走了', ['c1'], '09:00', 1, 0],
    ['李', [], null, 0, 0],
  ]);
});

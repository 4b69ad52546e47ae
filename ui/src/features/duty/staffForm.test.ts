import { expect, it } from 'vitest';
import { beginStaff, countOf, toggled, toStaff } from './staffForm';

it.each([['', null], [' ３ ', 3], ['0', 0], ['x', -1], ['-2', -1], ['1.5', -1]])('reads %j as %s', (text, count) => expect(countOf(text)).toBe(count));

it('an empty form is a department of which nothing is entered', () => {
  const nothing = { department: 3, approvers: null, rule: 'all', items: [], not_saturdays: [], cases_per_approver: null, contact: '' };
  expect(toStaff(3, beginStaff({ quota: null, contact: '' }))).toEqual(nothing);
});

it('gives back what it began with', () => {
  const quota = { approvers: 3, rule: 'all_but' as const, items: [{ item: 7, name: { zh_hans: '', zh_hant: '', en: '' } }], not_saturdays: [4, 2], cases_per_approver: 10 };
  expect(toStaff(3, beginStaff({ quota, contact: ' 8012 ' }))).toEqual({ department: 3, approvers: 3, rule: 'all_but', items: [7], not_saturdays: [2, 4], cases_per_approver: 10, contact: '8012' });
});

it('names no items where every item may be done', () => {
  expect(toStaff(3, { ...beginStaff({ quota: null, contact: '' }), items: [7] }).items).toEqual([]);
  expect(toggled(toggled([1], 2), 1)).toEqual([2]);
});

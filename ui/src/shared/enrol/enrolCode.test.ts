import { expect, it } from 'vitest';
import { groupedEnrolCode } from './enrolCode';

it.each([
  ['abcd efgh 2345 6789 abcd efgh 2345', 'ABCD-EFGH-2345-6789-ABCD-EFGH-2345'],
  ['ABCDEFGH23456789ABCDEFGH2345', 'ABCD-EFGH-2345-6789-ABCD-EFGH-2345'],
  ['abc', 'abc'],
  ['', ''],
])('%s is shown as %s', (typed, shown) => expect(groupedEnrolCode(typed)).toBe(shown));

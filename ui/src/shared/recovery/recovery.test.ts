import { expect, it } from 'vitest';
import { groupsOf } from './recovery';

it.each([
  ['ABCD-EFGH-JKMN', ['ABCD', 'EFGH', 'JKMN']],
  ['ABCDEFGHJKMN', ['ABCDE', 'FGHJK', 'MN']],
  ['', []],
])('%s is read as %j', (code, groups) => expect(groupsOf(code)).toEqual(groups));

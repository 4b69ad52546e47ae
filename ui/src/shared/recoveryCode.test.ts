import { expect, it } from 'vitest';
import { groupedCode } from './recoveryCode';

it.each([
  ['', ''],
  ['abcde', 'ABCDE'],
  ['abcdefg', 'ABCDE-FG'],
  ['ABCDE-FGHJK', 'ABCDE-FGHJK'],
  ['ａｂｃ de　１２', 'ABCDE-12'],
])('%j stands as %j', (typed, expected) => expect(groupedCode(typed)).toBe(expected));

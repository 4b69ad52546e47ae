import { expect, it } from 'vitest';
import { fitting } from './useFittingRows';

it.each([
  ['all that stand in two rows', [0, 0, 36, 36], 4],
  ['one less than two rows hold, for the button that shows the rest', [0, 0, 36, 36, 72], 3],
  ['at least one', [0, 36, 72], 1],
])('keeps %s', (_, tops, count) => expect(fitting(tops, 2)).toBe(count));

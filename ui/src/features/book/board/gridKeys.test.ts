import { expect, it } from 'vitest';
import { clamp, moveInGrid } from './gridKeys';

/** Two slots of eight, the noon break, a slot of five. */
const WIDTHS = [8, 8, 0, 5];

it.each([
  ['right', { row: 0, column: 0 }, 'ArrowRight', { row: 0, column: 1 }],
  ['not beyond the last seat', { row: 0, column: 7 }, 'ArrowRight', { row: 0, column: 7 }],
  ['not before the first', { row: 0, column: 0 }, 'ArrowLeft', { row: 0, column: 0 }],
  ['down over the break, to a seat that exists', { row: 1, column: 6 }, 'ArrowDown', { row: 3, column: 4 }],
  ['up over the break', { row: 3, column: 4 }, 'ArrowUp', { row: 1, column: 4 }],
  ['not below the last slot', { row: 3, column: 0 }, 'ArrowDown', { row: 3, column: 0 }],
  ['to the end of the row', { row: 3, column: 0 }, 'End', { row: 3, column: 4 }],
])('moves %s', (_, from, key, to) => expect(moveInGrid(from, key, WIDTHS)).toEqual(to));

it('leaves other keys alone', () => expect(moveInGrid({ row: 0, column: 0 }, 'Enter', WIDTHS)).toBeNull());

it('finds a place again on a smaller board', () => {
  expect(clamp({ row: 9, column: 9 }, [8, 4])).toEqual({ row: 1, column: 3 });
  expect(clamp({ row: 2, column: 2 }, [])).toEqual({ row: 0, column: 0 });
});

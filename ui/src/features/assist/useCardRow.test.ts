import { expect, it } from 'vitest';
import { isTimeFull, timesOf } from './useCardRow';

it.each(['0905', '905', '9:05', '０９０５', '2400', '250', '241', '300', '1234', '0000'])('goes on after %s', (typed) => expect(isTimeFull(typed)).toBe(true));
it.each(['', '9', '90', '09', '123', '000', '240', '195', '090', '9:0', '960', '2401', '1260', '09055', '不详'])('waits after %s', (typed) => expect(isTimeFull(typed)).toBe(false));

const time = (from: string, to = '') => ({ from, to });
it.each([
  ['nothing of what nobody wrote', [time(''), time(' ')], 0],
  ['everything down to the last that was written', [time(''), time('', '0930'), time('')], 2],
])('sends %s', (_, typed, count) => expect(timesOf(typed)).toEqual(typed.slice(0, count)));

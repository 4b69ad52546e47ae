import { expect, it } from 'vitest';
import { markedParts } from './useItemSearch';

it.each([
  ['食品经营许可', [{ start: 0, length: 3 }], '[食品经]营许可'],
  ['小规模食品生产经营', [{ start: 3, length: 2 }, { start: 7, length: 1 }], '小规模[食品]生产[经]营'],
  ['𬱖食品', [{ start: 1, length: 1 }], '𬱖[食]品'],
  ['食品', [], '食品'],
])('%s', (matched, marks, expected) => {
  const shown = markedParts({ matched, marks }).map(({ text, marked }) => (marked ? `[${text}]` : text));
  expect(shown.join('')).toBe(expected);
});

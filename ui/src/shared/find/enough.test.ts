import { expect, it } from 'vitest';
import { enough } from './enough';

it.each([['', false], ['1', false], ['80', false], ['800', true], ['８００', true], ['138 0', true], ['w', true], ['王', true], ['-', false], ['⽅', true], ['⺠', true], ['٠١٢', true]])('%s is enough: %s', (text, expected) => {
  expect(enough(text)).toBe(expected);
});

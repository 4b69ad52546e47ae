import { expect, it } from 'vitest';
import { paperMillimetres } from './rollLength';

it.each([[0, 50], [96, 50], [378, 110], [1000, 274]])('a slip of %i pixels takes %i mm', (pixels, expected) => {
  expect(paperMillimetres(pixels)).toBe(expected);
});

it('never cuts into the slip', () => {
  for (let pixels = 1; pixels < 3000; pixels += 7) expect((paperMillimetres(pixels) - 8) * (96 / 25.4)).toBeGreaterThan(pixels);
});

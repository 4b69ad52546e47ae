import { expect, it } from 'vitest';
import { csvText } from './csvText';

const bytes = (...list: number[]): ArrayBuffer => Uint8Array.from(list).buffer;

/** A text in UTF-16, as "Unicode text" is saved. */
function wide(text: string, little: boolean): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  [...text].forEach((letter, at) => view.setUint16(at * 2, letter.charCodeAt(0), little));
  return view.buffer;
}

it('reads UTF-8', () => expect(csvText(new TextEncoder().encode('元旦,𬱖').buffer as ArrayBuffer)).toBe('元旦,𬱖'));

it('reads GB18030, which office programs write', () => expect(csvText(bytes(0xd4, 0xaa, 0xb5, 0xa9)).normalize()).toBe('元旦'));

it('takes off the mark at the beginning', () => expect(csvText(bytes(0xef, 0xbb, 0xbf, 0x61))).toBe('a'));

it.each([true, false])('reads UTF-16, with its mark and without (%s)', (little) => {
  expect(csvText(wide('\ufeffdate\t元旦', little))).toBe('date\t元旦');
  expect(csvText(wide('date\t元旦', little))).toBe('date\t元旦');
});

it('is not led astray by a file of one letter, or none', () => {
  expect(csvText(bytes(0x61))).toBe('a');
  expect(csvText(bytes())).toBe('');
});

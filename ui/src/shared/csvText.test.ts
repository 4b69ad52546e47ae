import { expect, it } from 'vitest';
import { csvText } from './csvText';

const bytes = (...list: number[]): ArrayBuffer => Uint8Array.from(list).buffer;

it('reads UTF-8', () => expect(csvText(new TextEncoder().encode('元旦,𬱖').buffer as ArrayBuffer)).toBe('元旦,𬱖'));

it('reads GB18030, which office programs write', () => expect(csvText(bytes(0xd4, 0xaa, 0xb5, 0xa9)).normalize()).toBe('元旦'));

it('takes off the mark at the beginning', () => expect(csvText(bytes(0xef, 0xbb, 0xbf, 0x61))).toBe('a'));

import { expect, it } from 'vitest';
import { makesStale } from './refresh';

it.each([
  ['booking_make', 'book_day', true],
  ['booking_make', 'outlook', true],
  ['booking_make', 'settings', false],
  ['draft_keep', 'draft_show', false],
  ['reference_import', 'item_search', true],
  ['setup_finish', 'frame', true],
  ['booking_cancel', 'pulse', false],
] as const)('%s makes %s stale: %s', (write, read, expected) => expect(makesStale(write, read)).toBe(expected));

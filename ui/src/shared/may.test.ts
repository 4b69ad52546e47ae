import { expect, it } from 'vitest';
import { mayRun } from './may';

it.each([
  [null, 'diagnostics_export', true],
  [null, 'secret_change', false],
  [[], 'secret_change', true],
  [['read_book'], 'booking_show', true],
  [['read_book'], 'booking_reveal', false],
  [['see_full_name'], 'booking_reveal', true],
] as const)('%j may run %s: %s', (rights, command, expected) => {
  expect(mayRun(rights && { rights: [...rights] }, command)).toBe(expected);
});

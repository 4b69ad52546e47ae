import { expect, it } from 'vitest';
import { commandInfo } from '@/generated/bindings';
import type { CommandName } from '@/platform';
import { changed, changesLocally, shows, type Part } from './refresh';

const BEFORE = { frame: 1, day: 1, booking: 1, duty: 1, calls: 1, service: 1, assist: 1, settings: 1, reference: 1, people: 1, sync: 1, audit: 1 };

it('names the parts that may have changed between two pulses', () => {
  expect(changed(BEFORE, { ...BEFORE, day: 2, audit: 2 })).toEqual(['day', 'audit']);
  expect(changed(BEFORE, { ...BEFORE })).toEqual([]);
});

it.each([
  ['day', ['book_day', 'outlook']],
  ['duty', ['allocation']],
  ['calls', ['to_call']],
  ['service', ['walk_ins', 'call_list']],
  ['audit', ['audit']],
] as [Part, CommandName[]][])('%s is asked again apart from the rest of the book', (part, reads) => {
  const ofTheBook: CommandName[] = ['book_day', 'outlook', 'allocation', 'to_call', 'walk_ins', 'call_list', 'audit', 'settings'];
  expect(ofTheBook.filter((read) => shows(read, [part])).sort()).toEqual([...reads].sort());
});

it.each([
  ['sign_in', 'frame', true],
  ['backup_make', 'settings', true],
  ['booking_make', 'book_day', false],
] as const)('%s changes on this PC alone what %s shows: %s', (write, read, expected) => expect(changesLocally(write, read)).toBe(expected));

it('a write names no part: its facts do', () => {
  const naming = Object.entries(commandInfo).filter(([, { kind, shows: parts }]) => kind === 'write' && parts.length > 0);
  expect(naming.map(([name]) => name)).toEqual([]);
});

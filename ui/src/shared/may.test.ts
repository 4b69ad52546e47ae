import { expect, it } from 'vitest';
import type { CommandName } from '@/platform';
import { mayRun } from './may';

const clerk = { rights: ['read_book', 'see_full_name'] };

it.each<[CommandName, typeof clerk | null, boolean]>([
  ['sign_in', null, true],
  ['secret_change', null, false],
  ['secret_change', { rights: [] }, true],
  ['book_day', clerk, true],
  ['booking_make', clerk, false],
  ['people', clerk, false],
  ['people', { rights: ['manage_people'] }, true],
])('%s by %o: %s', (command, who, expected) => expect(mayRun(who, command)).toBe(expected));

import { expect, it } from 'vitest';
import { dayChip } from './dayChip';

it.each([
  ['ordinary_saturday', false, 'ordinary_saturday', 'accent'],
  ['ordinary_saturday', true, 'not_published', 'warn'],
  ['makeup_workday', false, 'makeup_workday', 'warn'],
  ['holiday', false, 'holiday', 'bad'],
] as const)('%s, tentative=%s wears %s', (kind, tentative, key, tone) => expect(dayChip({ kind, tentative })).toEqual({ key, tone }));

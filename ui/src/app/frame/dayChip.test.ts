import { expect, it } from 'vitest';
import { dayChip } from './dayChip';

it('does not announce Saturday service where the hall is closed', () => {
  expect(dayChip({ kind: 'ordinary_saturday', tentative: false, open: false })).toEqual({ key: 'closed', tone: 'bad' });
});

it.each([
  ['ordinary_saturday', false, 'ordinary_saturday', 'accent'],
  ['ordinary_saturday', true, 'not_published', 'warn'],
  ['makeup_workday', false, 'makeup_workday', 'warn'],
  ['holiday', false, 'holiday', 'bad'],
] as const)('%s, tentative=%s wears %s', (kind, tentative, key, tone) => expect(dayChip({ kind, tentative, open: kind === 'ordinary_saturday' })).toEqual({ key, tone }));

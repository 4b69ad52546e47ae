import { expect, it } from 'vitest';
import { spanOf } from './spanOf';

it.each([
  ['day', '2026-11-01', '2026-10-08', '2026-10-08', '2026-10-08'],
  ['month', '2026-11-01', '2026-10-08', '2026-11-01', '2026-11-30'],
  ['month', '2026-12-01', '2026-10-08', '2026-12-01', '2026-12-31'],
  ['month', '2028-02-01', '2026-10-08', '2028-02-01', '2028-02-29'],
  ['year', '2026-11-01', '2026-10-08', '2026-01-01', '2026-12-31'],
] as const)('%s of %s and %s is %s to %s', (span, month, day, from, to) => expect(spanOf(span, month, day)).toEqual({ from, to }));

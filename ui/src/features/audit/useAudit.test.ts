import { expect, it } from 'vitest';
import { toFilter } from './useAudit';

it('asks for nothing where a field is empty', () => {
  expect(toFilter({ person: '', kind: ' ', from: '', to: '' })).toEqual({ person: null, kind: null, from: null, to: null });
  expect(toFilter({ person: 'p-1', kind: 'booking', from: '2026-11-27', to: ' 2026-11-28 ' }))
    .toEqual({ person: 'p-1', kind: 'booking', from: '2026-11-27', to: '2026-11-28' });
});

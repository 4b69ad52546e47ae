import { expect, it } from 'vitest';
import type { CallLine } from '@/generated/bindings';
import { countOf, standingOf, waitingFirst } from './order';

const line = (booking: string, part: Partial<CallLine> = {}): CallLine => ({
  booking, base: 'e', number: '1', name: '王*', phone: '', agent: '', agent_phone: '', start: '09:00', late: false, items: [], party: 1, green_channel: false, has_note: false, arrived: null,
  released: false, waiting: false, contested: false, repeated: false, cancelled: false, can: [], call: null, moved_to: null, ...part,
});
const call = { outcome: 'coming', expected: '10:30', at: '2026-11-28T10:00:00' } as const;

it('puts whose time has begun first, and who is here last', () => {
  const lines = [line('here', { arrived: '2026-11-28T09:00:00', late: true }), line('later'), line('called', { call }), line('late', { late: true })];
  expect(waitingFirst(lines).map(({ booking }) => booking)).toEqual(['late', 'later', 'called', 'here']);
});

it.each<[Partial<CallLine>, string]>([
  [{ arrived: '2026-11-28T09:00:00', call }, 'arrived'],
  [{ call, late: true }, 'coming'],
  [{ call: { ...call, outcome: 'no_answer' }, released: true }, 'released'],
  [{ call: { ...call, outcome: 'cancelled' }, cancelled: true }, 'cancelled'],
  [{ late: true }, 'late'],
  [{ moved_to: '2026-12-05' }, 'moved'],
  [{}, 'waiting'],
])('%j stands as %s', (part, standing) => expect(standingOf(line('a', part))).toBe(standing));

it('counts', () => expect(countOf([line('a'), line('b', { late: true }), line('c')], 'waiting')).toBe(2));

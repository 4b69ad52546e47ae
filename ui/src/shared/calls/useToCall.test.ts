// How many are to be called, altogether and about a day, and that nobody is told of who may not see names.
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount } from '@vue/test-utils';
import { expect, it, vi } from 'vitest';
import type { PersonCard, ToCall } from '@/generated/bindings';
import { rpc } from '@/platform';
import { person } from '@/shared/session';
import { useToCall } from './useToCall';

vi.mock('@/platform', async (original) => ({ ...(await original<typeof import('@/platform')>()), rpc: vi.fn() }));
const answer = {
  tasks: [{ bookings: [{ booking: 'a' }, { booking: 'b' }] }, { bookings: [{ booking: 'c' }] }],
  days: [{ date: '2026-11-28', tasks: 2 }, { date: '2026-12-05', tasks: 1 }],
} as unknown as ToCall;

async function look(rights: PersonCard['rights']) {
  vi.mocked(rpc).mockReset().mockResolvedValue(answer as never);
  person.value = { rights } as PersonCard;
  let found: ReturnType<typeof useToCall> | undefined;
  mount({ setup: () => ((found = useToCall()), () => null) }, { global: { plugins: [[VueQueryPlugin, { queryClient: new QueryClient() }]] } });
  await flushPromises();
  if (!found) throw new Error('not mounted');
  const { total, on, untold } = found;
  return { total: total.value, days: ['2026-11-28', '2026-12-05', '2026-12-12'].map(on), untold: [...untold.value] };
}

it('counts people, on every day they are about', async () =>
  expect(await look(['see_full_name'])).toEqual({ total: 2, days: [2, 1, 0], untold: ['a', 'b', 'c'] }));

it('asks nothing for somebody who may not see names', async () => {
  expect(await look(['read_book'])).toEqual({ total: 0, days: [0, 0, 0], untold: [] });
  expect(vi.mocked(rpc)).not.toHaveBeenCalled();
});

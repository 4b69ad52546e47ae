import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { mount } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { rpc, RpcError } from '@/platform';
import { SHOWN_MILLISECONDS, useReveal } from './useReveal';

vi.mock('@/platform', async (original) => ({ ...(await original<typeof import('@/platform')>()), rpc: vi.fn() }));
const core = vi.mocked(rpc);

beforeEach(() => {
  vi.useFakeTimers();
  core.mockReset().mockResolvedValue({ booking: 'b1', number: '1' } as never);
});
afterEach(() => vi.useRealTimers());

function revealing() {
  let made: ReturnType<typeof useReveal> | undefined;
  const wrapper = mount({ setup: () => ((made = useReveal(() => 'b1')), () => null) }, { global: { plugins: [[VueQueryPlugin, { queryClient: new QueryClient() }]] } });
  if (!made) throw new Error('not mounted');
  return { ...made, leave: () => wrapper.unmount() };
}

it('shows the values for a minute, then masks them again', async () => {
  const { full, reveal } = revealing();
  await reveal();
  expect(core).toHaveBeenCalledWith('booking_reveal', { booking: 'b1' });
  vi.advanceTimersByTime(SHOWN_MILLISECONDS - 1);
  expect(full.value?.booking).toBe('b1');
  vi.advanceTimersByTime(1);
  expect(full.value).toBeNull();
});

it('forgets the values when the drawer closes, also those on their way', async () => {
  const { full, reveal, leave } = revealing();
  const coming = reveal();
  leave();
  await coming;
  expect(full.value).toBeNull();
});

it('shows nothing when the core refuses, and keeps why', async () => {
  core.mockRejectedValue(new RpcError({ code: 'booking.erased', params: {}, fields: [], confirmable: false }));
  const { full, reveal, failure } = revealing();
  expect(await reveal()).toBeUndefined();
  expect(full.value).toBeNull();
  expect(failure.value?.code).toBe('booking.erased');
});

import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { mount } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { nextTick, ref } from 'vue';
import { rpc, RpcError } from '@/platform';
import { SHOWN_MILLISECONDS, useReveal } from './reveal';

vi.mock('@/platform', async (original) => ({ ...(await original<typeof import('@/platform')>()), rpc: vi.fn() }));
const core = vi.mocked(rpc);
const REFUSED = new RpcError({ code: 'booking.erased', params: {}, fields: [], confirmable: false });

beforeEach(() => {
  vi.useFakeTimers();
  core.mockReset().mockImplementation(((_: string, { booking }: { booking: string }) => Promise.resolve({ booking })) as never);
});
afterEach(() => vi.useRealTimers());

function revealing(...first: string[]) {
  const bookings = ref(first);
  let made: ReturnType<typeof useReveal> | undefined;
  const wrapper = mount({ setup: () => ((made = useReveal(() => bookings.value)), () => null) }, { global: { plugins: [[VueQueryPlugin, { queryClient: new QueryClient() }]] } });
  if (!made) throw new Error('not mounted');
  const { shown, ...rest } = made;
  return { ...rest, bookings, shown: () => shown.value.map(({ booking }) => booking), leave: () => wrapper.unmount() };
}

it('shows the values for a minute, then masks them again', async () => {
  const { shown, reveal } = revealing('b1');
  expect(await reveal()).toEqual([{ booking: 'b1' }]);
  expect(core).toHaveBeenCalledWith('booking_reveal', { booking: 'b1' });
  vi.advanceTimersByTime(SHOWN_MILLISECONDS - 1);
  expect(shown()).toEqual(['b1']);
  vi.advanceTimersByTime(1);
  expect(shown()).toEqual([]);
});

it('shows several together, and none of them when one is refused', async () => {
  const { shown, reveal } = revealing('b1', 'b2');
  await reveal();
  expect(shown()).toEqual(['b1', 'b2']);
  const other = revealing('b1', 'b2');
  core.mockResolvedValueOnce({ booking: 'b1' } as never).mockRejectedValueOnce(REFUSED);
  await other.reveal();
  expect(other.shown()).toEqual([]);
});

it('asks once however often it is pressed', async () => {
  const { reveal, busy } = revealing('b1', 'b2');
  const first = reveal();
  expect(await reveal()).toBeUndefined();
  await first;
  expect([core.mock.calls.length, busy.value]).toEqual([2, false]);
});

it('shows nobody the values of somebody else', async () => {
  const { shown, reveal, failure, bookings } = revealing('b1');
  const coming = reveal();
  bookings.value = ['b2'];
  expect(await coming).toBeUndefined();
  expect(shown()).toEqual([]);
  await nextTick();
  core.mockRejectedValueOnce(REFUSED);
  const refused = reveal();
  bookings.value = ['b3'];
  await refused;
  expect(failure.value).toBeNull();
  await reveal();
  expect(shown()).toEqual(['b3']);
  bookings.value = ['b1'];
  await nextTick();
  expect(shown()).toEqual([]);
});

it('forgets the values when its part of the screen goes, also those on their way', async () => {
  const { shown, reveal, leave } = revealing('b1');
  const coming = reveal();
  leave();
  await coming;
  expect(shown()).toEqual([]);
});

it('shows nothing when the core refuses, and keeps why until it is about somebody else', async () => {
  core.mockRejectedValue(REFUSED);
  const { shown, reveal, failure, bookings } = revealing('b1');
  expect(await reveal()).toBeUndefined();
  expect(shown()).toEqual([]);
  expect(failure.value?.code).toBe('booking.erased');
  bookings.value = ['b2'];
  await nextTick();
  expect(failure.value).toBeNull();
});

// A screen that is kept while another one is open asks nothing, and what grew old meanwhile when it is seen again.
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount } from '@vue/test-utils';
import { expect, it, vi } from 'vitest';
import { defineComponent, h, KeepAlive, nextTick, ref } from 'vue';
import { rpc } from '@/platform';
import { refreshParts } from './refresh';
import { useRead } from './useRead';

vi.mock('@/platform', async (original) => ({ ...(await original<typeof import('@/platform')>()), rpc: vi.fn() }));
const core = vi.mocked(rpc);
const asked = (): string[] => core.mock.calls.splice(0).map(([command]) => command as string);

const Book = defineComponent(() => {
  const { data } = useRead('book_day', { date: '2026-11-28' });
  return () => h('p', JSON.stringify(data.value));
});
const Other = defineComponent(() => () => h('i'));

it('asks while it is seen, and once when it is seen again', async () => {
  core.mockReset().mockResolvedValue({} as never);
  const open = ref(true);
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  const screen = mount(() => h(KeepAlive, () => h(open.value ? Book : Other)), { global: { plugins: [[VueQueryPlugin, { queryClient }]] } });
  const show = async (now: boolean): Promise<void> => {
    open.value = now;
    await nextTick();
    await flushPromises();
  };
  await flushPromises();
  expect(asked()).toEqual(['book_day']);
  await show(false);
  await show(true);
  expect(asked()).toEqual([]);
  await show(false);
  refreshParts(queryClient, ['day']);
  refreshParts(queryClient, ['day']);
  await flushPromises();
  expect(asked()).toEqual([]);
  await show(true);
  expect(asked()).toEqual(['book_day']);
  refreshParts(queryClient, ['day']);
  await flushPromises();
  expect(asked()).toEqual(['book_day']);
  screen.unmount();
});

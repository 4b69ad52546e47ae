import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { rpc } from '@/platform';
import { goToDay } from '@/shared/day';
import { forgetWalkIn, useWalkIn, useWalkInKeeping, walkInBegun } from './useWalkIn';

vi.mock('@/platform', async (original) => ({ ...(await original<typeof import('@/platform')>()), rpc: vi.fn() }));
const core = vi.mocked(rpc);
const asked = (): string[] => core.mock.calls.map(([command]) => command).filter((command) => command.startsWith('draft_'));

let leave: (() => void) | undefined;
beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  leave?.();
  forgetWalkIn();
  vi.useRealTimers();
});

/** The screen opens with this on the disk, and half a second goes by. */
async function openWith(text: string | null) {
  core.mockReset().mockImplementation(async (command) => (command === 'draft_show' ? { text } : { items: [], departments: [], materials: [] }) as never);
  goToDay('2026-11-28');
  let made: ReturnType<typeof useWalkIn> | undefined;
  const setup = () => {
    made = useWalkIn();
    void useWalkInKeeping().begin();
    return () => null;
  };
  const wrapper = mount({ setup }, { global: { plugins: [[VueQueryPlugin, { queryClient: new QueryClient() }]] } });
  leave = () => wrapper.unmount();
  await vi.advanceTimersByTimeAsync(500);
  await flushPromises();
  if (!made) throw new Error('not mounted');
  return made.state;
}

it('comes back from the disk as it was, as an older version kept it too', async () => {
  const older = {
    date: '2026-11-21', item_text: 'sp', items: [4], name: '欧阳', phone: '138', party: '２', green_channel: true, note: '轮椅', slip_language: 'en',
  };
  const { date: _, ...kept } = older;
  const { request } = await openWith(JSON.stringify(older));
  leave?.();
  const written = core.mock.calls.find(([command]) => command === 'draft_keep')?.[1] as { of: string; text: string };
  expect(written.of).toBe('walk_in');
  forgetWalkIn();
  expect(walkInBegun.value).toBe(false);
  const state = await openWith(written.text);
  expect(state).toMatchObject(kept);
  expect(state.request).not.toBe(request);
  expect(asked(), 'what is on the disk is not written again').toEqual(['draft_show']);
});

it.each(['{', '7', '{"items":4}'])('leaves what does not read where it is: %s', async (text) => {
  await openWith(text);
  expect(walkInBegun.value).toBe(false);
  expect(asked()).toEqual(['draft_show']);
});

// What is asked again after a write: of this window, of another one, and of nobody; against a core that counts.
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { rpc, type CommandName } from '@/platform';
import { enterSession, leaveSession } from '../session';
import { usePulse } from './usePulse';
import { useRead } from './useRead';
import { useWrite, type Write } from './useWrite';

vi.mock('@/platform', async (original) => ({ ...(await original<typeof import('@/platform')>()), rpc: vi.fn() }));
const core = vi.mocked(rpc);
const OPEN = { state: 'open', person: 'p1', locks_in_seconds: 300 };

/** The core's numbers, and its clock. */
let parts: Record<string, number>;
let now: string;
let cancelling: Write<'booking_cancel'>;
let screen: VueWrapper;

const answer = (command: CommandName): unknown => {
  if (command === 'pulse') return { revision: parts['audit'], parts: { ...parts }, now, stage: 'ready', session: OPEN, sync: null };
  // Cancelling touches what a booking touches.
  if (command === 'booking_cancel') for (const part of ['day', 'booking', 'audit']) parts[part] = (parts[part] ?? 0) + 1;
  return {};
};
/** What was asked since the last time, but for the pulse. */
const asked = (): string[] => core.mock.calls.splice(0).map(([command]) => command as string).filter((command) => command !== 'pulse').sort();
const beat = async (): Promise<void> => {
  await vi.advanceTimersByTimeAsync(2000);
  await flushPromises();
};

beforeEach(async () => {
  vi.useFakeTimers();
  [parts, now] = [{ day: 1, booking: 1, duty: 1, settings: 1, people: 1, audit: 1 }, '2026-11-27T16:50:00'];
  core.mockReset().mockImplementation(async (command) => answer(command) as never);
  enterSession('token', null);
  const setup = () => {
    usePulse(true);
    useRead('book_day', { date: '2026-11-28' });
    useRead('allocation', { date: '2026-11-28' });
    useRead('settings', {});
    useRead('audit', { filter: { person: null, kind: null, from: null, to: null }, after: null });
    cancelling = useWrite('booking_cancel');
    return () => null;
  };
  screen = mount({ setup }, { global: { plugins: [[VueQueryPlugin, { queryClient: new QueryClient() }]] } });
  await flushPromises();
  await beat();
  asked();
});
afterEach(() => {
  screen.unmount();
  leaveSession();
  vi.useRealTimers();
});

it('the own write asks what it touched, once: its echo asks nothing', async () => {
  await cancelling.run({ booking: 'b', base: 'b', reason: 'citizen_asked', remark: '' });
  await flushPromises();
  expect(asked()).toEqual(['audit', 'book_day', 'booking_cancel']);
  await beat();
  await beat();
  expect(asked()).toEqual([]);
});

it('the write of another window asks only what it touched', async () => {
  parts['duty'] = 2;
  await beat();
  expect(asked()).toEqual(['allocation']);
  parts['people'] = 2;
  await beat();
  expect(asked()).toEqual([]);
});

it('where another one writes beside the own write, both are asked for', async () => {
  parts['settings'] = 2;
  await cancelling.run({ booking: 'b', base: 'b', reason: 'citizen_asked', remark: '' });
  await flushPromises();
  expect(asked()).toEqual(['audit', 'book_day', 'booking_cancel', 'settings']);
});

it('on another day everything is asked again', async () => {
  now = '2026-11-28T00:00:00';
  await beat();
  expect(asked()).toEqual(['allocation', 'audit', 'book_day', 'settings']);
});

it('a minute asks again what the clock changes, and nothing else', async () => {
  now = '2026-11-27T16:50:59';
  await beat();
  expect(asked()).toEqual([]);
  now = '2026-11-27T16:51:01';
  await beat();
  expect(asked()).toEqual(['allocation', 'book_day']);
});

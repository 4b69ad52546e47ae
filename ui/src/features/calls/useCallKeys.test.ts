// A key acts on the line in hand; what takes something from its person asks, and no scanner answers.
import { computed, shallowRef } from 'vue';
import { beforeEach, expect, it, vi } from 'vitest';
import type { CallLine, Failure } from '@/generated/bindings';
import { READ_MILLISECONDS } from '@/shared/keys/askTwice';
import { useCallKeys } from './useCallKeys';

vi.mock('@/shared/words', () => ({ useWords: () => (key: string) => key }));

const call = vi.fn(async () => true);
const keys = () => useCallKeys({
  active: computed(() => ({ booking: 'b1', base: 'e1' }) as CallLine),
  arriving: shallowRef<Failure | null>(null), arrive: vi.fn(async () => true), seatAgain: vi.fn(async () => true), call, forgetFailures: vi.fn(),
} as never, vi.fn());

beforeEach(() => void call.mockClear());

it.each(['3', '4', '5'])('Enter right behind %s is no answer; the question stays', async (key) => {
  const { press, asked } = keys();
  await press(key);
  const shown = performance.now();
  await press('enter', '', shown + 60);
  expect([asked.value?.key, call.mock.calls.length]).toEqual([key, 0]);
  await press('enter', '', shown + READ_MILLISECONDS);
  expect([asked.value, call.mock.calls.length]).toEqual([null, 1]);
});

it.each(['3', '4', '5'])('%s again right behind it is none either', async (key) => {
  const { press, asked } = keys();
  await press(key);
  await press(key, '', performance.now() + 60);
  expect([asked.value?.key, call.mock.calls.length]).toEqual([key, 0]);
});

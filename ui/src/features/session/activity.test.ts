import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { atMost, EVERY_MILLISECONDS } from './activity';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('reports the first sign at once, and the last one when its time has come', () => {
  const send = vi.fn();
  const { note } = atMost(EVERY_MILLISECONDS, send);
  note();
  expect(send).toHaveBeenCalledTimes(1);
  for (let second = 0; second < 14; second += 1) {
    vi.advanceTimersByTime(1000);
    note();
  }
  expect(send).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1000);
  expect(send).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(60_000);
  expect(send, 'nobody is there any more').toHaveBeenCalledTimes(2);
});

it('reports no more than once in its time, however much is typed', () => {
  const send = vi.fn();
  const { note } = atMost(EVERY_MILLISECONDS, send);
  for (let tenth = 0; tenth < 600; tenth += 1) {
    note();
    vi.advanceTimersByTime(100);
  }
  expect(send).toHaveBeenCalledTimes(5);
});

it('reports nothing after it was stopped', () => {
  const send = vi.fn();
  const { note, stop } = atMost(EVERY_MILLISECONDS, send);
  note();
  note();
  stop();
  vi.advanceTimersByTime(60_000);
  expect(send).toHaveBeenCalledTimes(1);
});

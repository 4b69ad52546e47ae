import { nextTick } from 'vue';
import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Slip } from '@/generated/bindings';
import { clearPaper, LIMIT_MILLISECONDS, onPaper, printPaper, UNBEGUN_MILLISECONDS } from './print';

const slip = (number: string) => ({ number }) as Slip;
const print = (number: string): Promise<void> => printPaper({ kind: 'slips', slips: [slip(number)] });
const lying = (): string => (onPaper.value?.kind === 'slips' ? (onPaper.value.slips[0]?.number ?? '') : '');
const tell = (name: 'beforeprint' | 'afterprint'): void => void window.dispatchEvent(new Event(name));
let printed: string[];

beforeEach(() => {
  vi.useFakeTimers();
  printed = [];
  window.print = () => {
    printed.push(lying());
    tell('beforeprint');
  };
});
afterEach(async () => {
  clearPaper();
  await flushPromises();
  vi.useRealTimers();
});

it('lies there until the browser says it is done, and then nothing is left', async () => {
  void print('a');
  await flushPromises();
  expect([printed, lying()]).toEqual([['a'], 'a']);
  tell('afterprint');
  await flushPromises();
  expect(onPaper.value).toBeNull();
});

it('prints one after the other, each with its own person', async () => {
  const both = Promise.all([print('a'), print('b')]);
  await flushPromises();
  expect([printed, lying()]).toEqual([['a'], 'a']);
  tell('afterprint');
  await flushPromises();
  expect([printed, lying()]).toEqual([['a', 'b'], 'b']);
  tell('afterprint');
  await both;
  expect(onPaper.value).toBeNull();
});

it('does not wait for ever: less for a browser that never began', async () => {
  void print('a');
  await flushPromises();
  await vi.advanceTimersByTimeAsync(LIMIT_MILLISECONDS - 1);
  expect(lying()).toBe('a');
  await vi.advanceTimersByTimeAsync(1);
  expect(onPaper.value).toBeNull();
  window.print = () => undefined;
  void print('b');
  await flushPromises();
  await vi.advanceTimersByTimeAsync(UNBEGUN_MILLISECONDS);
  expect(onPaper.value).toBeNull();
});

it('a browser that cannot print leaves nothing either, and the next paper is printed', async () => {
  window.print = () => {
    throw new Error('no printer');
  };
  await expect(print('a')).rejects.toThrow('no printer');
  expect(onPaper.value).toBeNull();
  window.print = () => {
    printed.push(lying());
    tell('beforeprint');
    tell('afterprint');
  };
  await print('b');
  expect(printed).toEqual(['b']);
});

it('the next person at the screen gets nothing of what was under way', async () => {
  const both = Promise.all([print('a'), print('b')]);
  await flushPromises();
  clearPaper();
  expect(onPaper.value).toBeNull();
  await both;
  await nextTick();
  expect(printed).toEqual(['a']);
});

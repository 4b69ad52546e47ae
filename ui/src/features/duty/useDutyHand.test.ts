// The department in hand stays in hand, whatever its answer does to the list.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { effectScope, shallowRef, type EffectScope } from 'vue';
import type { Allocation } from '@/generated/bindings';
import { SETTLE_MILLISECONDS, useDutyHand, type DutyHand } from './useDutyHand';

const day = shallowRef<Allocation | undefined>();
let hand: DutyHand;
let scope: EffectScope;
const show = (departments: number[], ring: number[] = [], date = '2026-11-28'): void => {
  day.value = { date, ring, departments: departments.map((department) => ({ department })) } as unknown as Allocation;
};
const inHand = (): number | undefined => hand.active.value?.department;

beforeEach(() => {
  vi.useFakeTimers();
  day.value = undefined;
  scope = effectScope();
  scope.run(() => (hand = useDutyHand(day)));
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
});

it('begins with whom to ring first, and rests until that was seen', () => {
  show([1, 2, 3], [2, 3]);
  expect([inHand(), hand.settling.value]).toEqual([2, true]);
  vi.advanceTimersByTime(SETTLE_MILLISECONDS);
  expect(hand.settling.value).toBe(false);
});

it('without anybody to ring it begins with the first line', () => {
  show([3, 1]);
  expect(inHand()).toBe(3);
});

it('stays when its answer moves the line and takes it off those to ring', () => {
  show([1, 2, 3], [1, 2]);
  vi.advanceTimersByTime(SETTLE_MILLISECONDS);
  show([2, 3, 1], [2]);
  expect([inHand(), hand.settling.value, hand.nextToRing.value?.department]).toEqual([1, false, 2]);
  hand.next();
  expect([inHand(), hand.nextToRing.value]).toEqual([2, null]);
  hand.next();
  expect(inHand()).toBe(2);
});

it('goes on where its department has left, and on another day', () => {
  show([1, 2], [1]);
  vi.advanceTimersByTime(SETTLE_MILLISECONDS);
  show([2]);
  expect([inHand(), hand.settling.value]).toEqual([2, true]);
  show([2, 5], [5], '2026-12-05');
  expect(inHand()).toBe(5);
  show([]);
  expect(inHand()).toBeUndefined();
});

it('takes the department that was asked for before the day came; one that is not there is nobody', () => {
  hand.ask(3);
  show([1, 2, 3], [1]);
  expect(inHand()).toBe(3);
  hand.ask(9);
  expect(inHand()).toBe(1);
  hand.ask(null);
  expect(inHand()).toBe(1);
});

it('steps line by line and stops at both ends', () => {
  show([1, 2, 3]);
  hand.step(1);
  hand.step(9);
  expect(inHand()).toBe(3);
  hand.step(-9);
  expect(inHand()).toBe(1);
});

// The line in hand is bookings, not a place: nothing that happens to the list puts another person under the finger.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { computed, effectScope, shallowRef, type EffectScope } from 'vue';
import type { CallBooking, CallTask } from '@/generated/bindings';
import { SETTLE_MILLISECONDS, useTaskHand, type TaskHand } from './useTaskHand';

/** `ab`: one person with the bookings a and b. */
const task = (ids: string, base = '1'): CallTask => ({
  bookings: [...ids].map((booking) => ({ booking, base, whys: [] }) as unknown as CallBooking),
  name: ids, phone: '', agent: false, soonest: '', unanswered: 0, last: null, can: [],
});
const list = shallowRef<CallTask[]>([]);
let hand: TaskHand;
let scope: EffectScope;
const inHand = (): string | undefined => hand.active.value?.name;
const show = (...ids: string[]): void => void (list.value = ids.map((one) => task(one)));
const settle = (): void => void vi.advanceTimersByTime(SETTLE_MILLISECONDS);

beforeEach(() => {
  vi.useFakeTimers();
  list.value = [];
  scope = effectScope();
  scope.run(() => (hand = useTaskHand(computed(() => list.value))));
  show('a', 'b', 'c');
  settle();
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
});

describe('the hand', () => {
  it('begins with whoever waits soonest', () => expect(inHand()).toBe('a'));

  it('stays with its person while others come, go and change around it', () => {
    hand.choose('b');
    for (const ids of [['x', 'a', 'b', 'c'], ['b', 'c'], ['c', 'x', 'b'], ['b']]) {
      show(...ids);
      expect([inHand(), hand.settling.value]).toEqual(['b', false]);
    }
  });

  it('stays when its person gets another booking, and when one of theirs is settled', () => {
    hand.choose('b');
    show('a', 'xb', 'c');
    expect(inHand()).toBe('xb');
    show('a', 'x', 'c');
    expect([inHand(), hand.settling.value]).toEqual(['x', false]);
  });

  it('goes to the next line when its person leaves, and rests for a moment', () => {
    hand.choose('b');
    show('a', 'c', 'd');
    expect([inHand(), hand.settling.value]).toEqual(['c', true]);
    vi.advanceTimersByTime(SETTLE_MILLISECONDS - 1);
    expect(hand.settling.value).toBe(true);
    vi.advanceTimersByTime(1);
    expect(hand.settling.value).toBe(false);
  });

  it('goes to the next one that is still there, and back only at the end', () => {
    hand.choose('b');
    show('d', 'a');
    expect(inHand()).toBe('a');
    show('d');
    expect(inHand()).toBe('d');
  });

  it('is empty with the list, and rests when the first one comes', () => {
    show();
    expect(inHand()).toBeUndefined();
    show('x');
    expect([inHand(), hand.settling.value]).toEqual(['x', true]);
  });

  it('moves at once where somebody moves it, and stops at both ends', () => {
    hand.step(1);
    expect([inHand(), hand.settling.value]).toEqual(['b', false]);
    hand.step(9);
    hand.step(1);
    expect(inHand()).toBe('c');
    hand.step(-9);
    expect(inHand()).toBe('a');
  });

  it('goes on when nobody answered, unless there is nobody behind', () => {
    hand.next();
    expect([inHand(), hand.settling.value]).toEqual(['b', true]);
    hand.choose('c');
    hand.next();
    expect(inHand()).toBe('c');
  });
});

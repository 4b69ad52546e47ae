import { computed, shallowRef } from 'vue';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CallLine } from '@/generated/bindings';
import { useHand, type Hand } from './useHand';

const line = (booking: string, arrived = false): CallLine => ({
  booking, base: 'e', number: '1', name: '王*', phone: '', agent: '', agent_phone: '', start: '09:00', late: false, items: [], party: 1, green_channel: false, has_note: false,
  arrived: arrived ? '2026-11-28T09:00:00' : null, released: false, waiting: false, contested: false, repeated: false, cancelled: false, can: [], call: null, moved_to: null,
});
const lines = shallowRef<readonly CallLine[]>([]);
let hand: Hand;
const show = (...bookings: string[]): void => void (lines.value = bookings.map((one) => line(one.replace('+', ''), one.endsWith('+'))));
const inHand = (): string | null => hand.active.value?.booking ?? null;

beforeEach(() => {
  show('a', 'b', 'c', 'd');
  hand = useHand(computed(() => lines.value));
  hand.begin();
});

it('begins with the first', () => expect(inHand()).toBe('a'));

describe('the hand stays on its booking', () => {
  it('when the list is sorted anew', () => {
    hand.step(1);
    show('c', 'a', 'd', 'b');
    expect(inHand()).toBe('b');
  });

  it('when somebody comes in above it, and goes on from there', () => {
    show('x', 'y', 'a', 'b', 'c', 'd');
    expect(inHand()).toBe('a');
    hand.step(1);
    expect(inHand()).toBe('b');
  });

  it('when something became of it; the next one is whoever stands in its place', () => {
    hand.step(1);
    show('a', 'c', 'd', 'b+');
    expect(inHand()).toBe('b');
    hand.step(1);
    expect(inHand()).toBe('c');
  });
});

it('whoever is gone leaves the hand empty until a key chooses somebody', () => {
  hand.step(1);
  show('a', 'c', 'd');
  expect([inHand(), hand.near.value?.booking]).toEqual([null, 'c']);
  hand.step(1);
  expect(inHand()).toBe('c');
});

it('goes no further than the ends', () => {
  hand.step(-1);
  expect(inHand()).toBe('a');
  hand.step(4);
  expect(inHand()).toBe('d');
  hand.step(1);
  expect(inHand()).toBe('d');
  hand.step(-4);
  expect(inHand()).toBe('a');
  show();
  hand.step(1);
  expect([inHand(), hand.near.value]).toEqual([null, null]);
});

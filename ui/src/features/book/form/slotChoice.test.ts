import { describe, expect, it } from 'vitest';
import type { SlotChoice, SlotState } from '@/generated/bindings';
import { SLOTS_SHOWN_MAX, choosable, noneBecause, promiseAt, settleSlot, shortSlots, stepSlot } from './slotChoice';

const slots = (...states: SlotState[]): SlotChoice[] =>
  states.map((state, slot) => ({ session: 0, slot, start: `${9 + slot}:00`, end: `${10 + slot}:00`, free: state === 'free' ? 2 : 0, state, result: 'on_the_spot', denied: [], cost: null, effects: [] }));
const at = (slot: number) => ({ session: 0, slot });

describe('settleSlot', () => {
  const outlook = { slots: slots('full', 'free', 'free'), suitable: at(1) };

  it('preselects the earliest suitable time', () => {
    expect(settleSlot(null, false, outlook)).toEqual({ slot: at(1), byHand: false });
  });

  it('moves a preselected time on when it fills up', () => {
    expect(settleSlot(at(0), false, outlook)).toEqual({ slot: at(1), byHand: false });
  });

  it('does not move a time that a person chose, even when it has filled up', () => {
    expect(settleSlot(at(0), true, outlook)).toEqual({ slot: at(0), byHand: true });
  });

  it('lets go of a time that the day does not have', () => {
    expect(settleSlot({ session: 5, slot: 0 }, true, outlook)).toEqual({ slot: at(1), byHand: false });
  });

  it('chooses nothing on a day without times', () => {
    expect(settleSlot(at(0), true, { slots: [], suitable: null })).toEqual({ slot: null, byHand: false });
  });
});

describe('stepSlot', () => {
  const day = slots('past', 'full', 'free', 'full', 'free');

  it.each([
    ['ArrowRight', 2, 4],
    ['ArrowLeft', 4, 2],
    ['Home', 4, 2],
    ['End', 2, 4],
  ])('%s from %i leads to the free %i', (key, from, to) => expect(stepSlot(day, at(from), key)?.slot).toBe(to));

  it('leads nowhere beyond the last free one', () => expect(stepSlot(day, at(4), 'ArrowRight')).toBeUndefined());
  it('does not go back to a time that is over', () => expect(stepSlot(day, at(2), 'ArrowLeft')).toBeUndefined());
  it('begins at the first free one when nothing is chosen', () => expect(stepSlot(day, null, 'ArrowRight')?.slot).toBe(2));
  it('leaves other keys alone', () => expect(stepSlot(day, at(2), 'Tab')).toBeUndefined());
});

it('promises nothing of a department at a time at which it is not there', () => {
  const check = (promise: 'confirmed' | 'asked', denied: number[]) => promiseAt({ department: 7, promise }, { denied });
  expect([check('confirmed', [7]), check('confirmed', [8]), check('asked', [7])]).toEqual(['refused', 'confirmed', 'asked']);
  expect(promiseAt({ department: 7, promise: 'confirmed' }, undefined)).toBe('confirmed');
});

it('says why no time is chosen', () => {
  expect(noneBecause([])).toBe('form.slot_none');
  expect(noneBecause(slots('past', 'past'))).toBe('form.slot_all_past');
  expect(noneBecause(slots('not_served', 'not_served'))).toBe('form.slot_none_served');
  expect(noneBecause(slots('past', 'full'))).toBe('form.slot_none_free');
});

it('offers a full time to wait for where no other is free', () => {
  const full = slots('past', 'full', 'full', 'too_short');
  expect(full.map((choice) => choosable(choice, true))).toEqual([true, true, true, false]);
  expect(stepSlot(full, full[1]!, 'ArrowRight', true)?.slot).toBe(2);
});

it('offers a past time, which the core asks about, but no full one', () => {
  expect(slots('free', 'past', 'full', 'too_short').map((choice) => choosable(choice))).toEqual([true, true, false, false]);
});

describe('shortSlots', () => {
  const long = slots(...Array.from({ length: 20 }, (_, slot): SlotState => (slot < 4 ? 'full' : 'free')));

  it('shows everything while it fits', () => expect(shortSlots(long.slice(0, SLOTS_SHOWN_MAX), null)).toHaveLength(SLOTS_SHOWN_MAX));
  it('begins at the first free one and leaves room for 更多', () => {
    const shown = shortSlots(long, null);
    expect(shown).toHaveLength(SLOTS_SHOWN_MAX - 1);
    expect(shown[0]?.slot).toBe(4);
  });
  it.each([0, 4, 12, 19])('always contains the chosen one (%i)', (chosen) => {
    expect(shortSlots(long, at(chosen)).map((choice) => choice.slot)).toContain(chosen);
  });
});

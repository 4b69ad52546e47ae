// What a key does to the line in hand, against a core that notes what it is sent.
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, expect, it, vi } from 'vitest';
import { computed, shallowRef } from 'vue';
import type { CallBooking, CallReason, CallTask } from '@/generated/bindings';
import { rpc } from '@/platform';
import { READ_MILLISECONDS } from '@/shared/keys/askTwice';
import { deeds, forgetDeeds } from '@/shared/undo';
import { useOutcomes } from './useOutcomes';
import type { TaskHand } from './useTaskHand';

vi.mock('@/platform', async (original) => ({ ...(await original<typeof import('@/platform')>()), rpc: vi.fn() }));
const core = vi.mocked(rpc);
const opened = vi.fn();
const next = vi.fn();
const active = shallowRef<CallTask | null>(null);
const settling = shallowRef(false);
let outcomes: ReturnType<typeof useOutcomes>;
let now = 0;

const booking = (id: string, reason: CallReason): CallBooking => ({ booking: id, base: `${id}1`, name: '王*', whys: [{ reason }] }) as unknown as CallBooking;
const task = (...bookings: CallBooking[]): CallTask => ({ bookings, name: '王*', phone: '', agent: false, soonest: '', unanswered: 0, last: null, can: ['coming', 'rescheduled', 'cancelled', 'no_answer'] });
const moved = task(booking('a', 'moved'), booking('b', 'seat_lost'));
const late: CallTask = { ...task(booking('c', 'not_arrived')), can: ['coming', 'rescheduled', 'cancelled', 'no_answer', 'release'] };
const noted = () => core.mock.calls.filter(([command]) => command === 'call_note').map(([, input]) => input);
const BOTH = [{ booking: 'a', base: 'a1' }, { booking: 'b', base: 'b1' }];

beforeEach(() => {
  core.mockReset().mockImplementation((command) => Promise.resolve(command === 'call_note' ? { undo: { token: 't', until: '' } } : {}) as never);
  [opened, next].forEach((spy) => spy.mockReset());
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  forgetDeeds();
  [active.value, settling.value] = [moved, false];
  const hand = { active: computed(() => active.value), settling, next, choose: vi.fn(), step: vi.fn() } as unknown as TaskHand;
  mount({ setup: () => ((outcomes = useOutcomes(hand, opened)), () => null) }, { global: { plugins: [[VueQueryPlugin, { queryClient: new QueryClient() }]] } });
});

it('notes all bookings of the line by one key, and it can be taken back', async () => {
  await outcomes.press('1', '10:30');
  expect(noted()).toEqual([{ bookings: BOTH, outcome: 'coming', expected: '', release: false }]);
  expect(deeds.value.map(({ what, name }) => [what, name])).toEqual([['undo.what.called', '王*']]);
});

it('notes when somebody who is late comes', async () => {
  active.value = late;
  await outcomes.press('1', '10:30');
  expect(noted()).toEqual([{ bookings: [{ booking: 'c', base: 'c1' }], outcome: 'coming', expected: '10:30', release: false }]);
  expect(deeds.value.map(({ what }) => what)).toEqual(['undo.what.call_coming']);
});

it('notes another time and opens the booking to be changed', async () => {
  await outcomes.press('2');
  expect(noted()).toMatchObject([{ bookings: BOTH, outcome: 'rescheduled' }]);
  expect(opened.mock.calls).toEqual([['a']]);
});

it('goes on to the next line where nobody answers', async () => {
  await outcomes.press('4');
  expect(noted()).toMatchObject([{ outcome: 'no_answer', release: false }]);
  expect(next).toHaveBeenCalledOnce();
});

it('asks before it cancels, and takes the same key once it could be read, or Enter', async () => {
  await outcomes.press('3');
  expect([noted(), outcomes.asked.value?.key]).toEqual([[], '3']);
  await outcomes.press('3');
  expect(noted()).toEqual([]);
  now += READ_MILLISECONDS;
  await outcomes.press('3');
  expect(noted()).toMatchObject([{ outcome: 'cancelled' }]);
});

it('asks about this line alone, and forgets with Esc', async () => {
  await outcomes.press('3');
  active.value = late;
  await outcomes.press('enter');
  active.value = moved;
  await outcomes.press('escape');
  await outcomes.press('enter');
  expect([noted(), outcomes.asked.value]).toEqual([[], null]);
});

it('gives seats up only of those who have not come, and asks', async () => {
  await outcomes.press('5');
  expect([noted(), outcomes.asked.value]).toEqual([[], null]);
  active.value = late;
  await outcomes.press('5');
  now += READ_MILLISECONDS;
  await outcomes.press('enter');
  expect(noted()).toMatchObject([{ outcome: 'no_answer', release: true }]);
});

it('does nothing twice: neither while it is noted, nor before the list comes anew, nor to a line nobody has seen', async () => {
  const first = outcomes.press('1');
  await outcomes.press('1');
  await first;
  await flushPromises();
  await outcomes.press('1');
  expect(noted()).toHaveLength(1);
  [active.value, settling.value] = [late, true];
  await outcomes.press('1');
  expect(noted()).toHaveLength(1);
  settling.value = false;
  await outcomes.press('1');
  expect(noted()).toHaveLength(2);
});

import { expect, it, vi } from 'vitest';
import { effectScope, nextTick, shallowRef } from 'vue';
import type { LogDay } from '@/generated/bindings';
import { useLogHand } from './useLogHand';

const dayOf = (...ids: string[]): LogDay => ({ open: ids.map((id) => ({ case: id })) }) as unknown as LogDay;

it('takes a case that was just opened in hand when it comes into the list, whichever was chosen meanwhile', async () => {
  const day = shallowRef<LogDay | undefined>(dayOf('a'));
  const then = vi.fn();
  const scope = effectScope();
  const hand = scope.run(() => useLogHand(day));
  if (!hand) throw new Error('no scope');
  hand.expectCase('b', then);
  hand.choose('a');
  expect(then).not.toHaveBeenCalled();
  day.value = dayOf('a', 'b');
  await nextTick();
  expect([hand.active.value?.case, then.mock.calls.length]).toEqual(['b', 1]);
  hand.choose('a');
  day.value = dayOf('a', 'b', 'c');
  await nextTick();
  expect(hand.active.value?.case).toBe('a');
  scope.stop();
});

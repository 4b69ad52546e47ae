// The heartbeat: what another window did shows here within two seconds, and the clock and the session come with it. After
// a write of this window it is asked at once: what that changed is asked again by the same rule, and once.
import { useQueryClient } from '@tanstack/vue-query';
import { watch, type MaybeRefOrGetter } from 'vue';
import type { Pulse } from '@/generated/bindings';
import { hearClock } from '../clock';
import { hearToday } from '../logDay';
import { hearSync } from '../sync';
import { hearSession, isOpen, sessionNumber } from '../session';
import { changed, refreshAll, refreshParts, type Part } from './refresh';
import { useRead, type Read } from './useRead';

const EVERY_MILLISECONDS = 2000;

/** What the clock alone changes, from one minute to the next: times that have begun, cut-offs, people who have not come. */
const OF_THE_CLOCK: readonly Part[] = ['day', 'duty', 'calls', 'service'];

const minuteOf = (pulse: Pulse): string => pulse.now.slice(0, 16);
const dayOf = (pulse: Pulse): string => pulse.now.slice(0, 10);

/** Called once, by the frame. */
export function usePulse(enabled: MaybeRefOrGetter<boolean>): Read<Pulse> {
  const client = useQueryClient();
  const pulse = useRead('pulse', {}, { enabled, everyMilliseconds: EVERY_MILLISECONDS, per: sessionNumber });
  let before: Pulse | undefined;
  watch(pulse.data, (now) => {
    if (!now) return;
    hearClock(now.now);
    hearToday(now.now.slice(0, 10));
    hearSession(now.session);
    hearSync(now.sync);
    // On another day it is another Saturday that comes next, and others have to be called.
    if (before && (before.stage !== now.stage || dayOf(before) !== dayOf(now))) refreshAll(client, isOpen.value);
    else if (before) refreshParts(client, [...changed(before.parts, now.parts), ...(minuteOf(before) === minuteOf(now) ? [] : OF_THE_CLOCK)], isOpen.value);
    before = now;
  });
  // What changed while the screen was locked is asked for when it opens.
  watch(isOpen, (open) => open && refreshAll(client));
  // A core that was gone and is back may have been another one meanwhile.
  watch(pulse.failure, (failure, failed) => {
    if (failed && !failure) refreshAll(client, isOpen.value);
  });
  return pulse;
}

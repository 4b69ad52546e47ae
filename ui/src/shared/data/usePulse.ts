// The heartbeat: what another window did shows here within two seconds, and the clock comes with it.
import { useQueryClient } from '@tanstack/vue-query';
import { watch, type MaybeRefOrGetter } from 'vue';
import type { Pulse } from '@/generated/bindings';
import { hearClock } from '../clock';
import { refreshAll } from './refresh';
import { useRead, type Read } from './useRead';

const EVERY_MILLISECONDS = 2000;

/** Called once, by the frame. */
export function usePulse(enabled: MaybeRefOrGetter<boolean>): Read<Pulse> {
  const client = useQueryClient();
  const pulse = useRead('pulse', {}, { enabled, everyMilliseconds: EVERY_MILLISECONDS });
  watch(pulse.data, (now, before) => {
    if (!now) return;
    hearClock(now.now);
    if (before && (before.revision !== now.revision || before.stage !== now.stage)) refreshAll(client);
  });
  // A core that was gone and is back may have been another one meanwhile.
  watch(pulse.failure, (failure, before) => {
    if (before && !failure) refreshAll(client);
  });
  return pulse;
}

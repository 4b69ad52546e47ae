// The frame's own data: where the program stands, and whether the core still answers.
import { computed, ref, watch } from 'vue';
import { usePulse } from '@/shared/data/usePulse';
import { useRead } from '@/shared/data/useRead';
import { beginAtDay, focusDay } from '@/shared/day';
import { person } from '@/shared/session';

export function useProgram(enabled: boolean) {
  const { data: frame, failure } = useRead('frame', {}, { enabled });
  const { data: day, failure: dayFailure } = useRead('day_head', () => ({ date: focusDay.value }), {
    enabled: () => focusDay.value !== '' && person.value !== null,
  });
  /** There is something to look at and to work with; the wizard, the trouble page and signing in need no day. */
  const usable = computed(() => {
    if (failure.value || dayFailure.value) return true;
    return frame.value !== undefined && (frame.value.stage !== 'ready' || frame.value.person === null || day.value !== undefined);
  });
  // The heart beats once the first screen is painted: no screen waits for it, and the time of a start is told by it.
  const beating = ref(false);
  watch(usable, (now) => now && requestAnimationFrame(() => setTimeout(() => (beating.value = true))), { flush: 'post', once: true });
  const pulse = usePulse(beating);
  // The core says which Saturday to begin with; after that the person moves it.
  watch(frame, (seen) => seen?.stage === 'ready' && beginAtDay(seen.focus), { immediate: true });
  /** The heartbeat's refusal: what is on screen may be old, and nothing can be saved now. */
  const lost = computed(() => pulse.failure.value);
  return { frame, failure, lost };
}

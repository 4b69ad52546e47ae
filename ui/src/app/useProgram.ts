// The frame's own data: where the program stands, and whether the core still answers.
import { computed, watch } from 'vue';
import { usePulse } from '@/shared/data/usePulse';
import { useRead } from '@/shared/data/useRead';
import { focusDay, goToDay } from '@/shared/day';

export function useProgram(enabled: boolean) {
  const pulse = usePulse(enabled);
  const { data: frame, failure } = useRead('frame', {}, { enabled });
  // The core says which Saturday to begin with; after that the person moves it.
  watch(frame, (seen) => seen?.stage === 'ready' && focusDay.value === '' && goToDay(seen.focus), { immediate: true });
  /** The heartbeat's refusal: what is on screen may be old, and nothing can be saved now. */
  const lost = computed(() => pulse.failure.value);
  return { frame, failure, lost };
}

// How many departments somebody has to contact about the day in focus: for the count in the rail.
import { computed } from 'vue';
import { useRead } from '@/shared/data/useRead';
import { focusDay } from '@/shared/day';
import { useMay } from '@/shared/may';

export function useToContact() {
  const may = useMay();
  const { data } = useRead('allocation', () => ({ date: focusDay.value }), { enabled: () => may('allocation') && focusDay.value !== '', keepPrevious: true });
  return computed(() => (may('allocation') ? (data.value?.sum.to_contact ?? 0) : 0));
}

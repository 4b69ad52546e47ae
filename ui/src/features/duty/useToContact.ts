// How many departments somebody has to contact about the day in focus: for the count in the rail.
import { computed } from 'vue';
import { useRead } from '@/shared/data/useRead';
import { focusDay } from '@/shared/day';
import { useMay } from '@/shared/may';

export function useToContact() {
  const may = useMay();
  const { data } = useRead('to_contact', () => ({ date: focusDay.value }), { enabled: () => may('to_contact') && focusDay.value !== '', keepPrevious: true });
  return computed(() => (may('to_contact') ? (data.value?.departments ?? 0) : 0));
}

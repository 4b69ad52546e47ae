// Everybody to call, and how many: for the count on every screen, and for the list itself. Who may not see names is told of
// nobody.
import { computed } from 'vue';
import { useRead } from '../data/useRead';
import { useMay } from '../may';

export function useToCall() {
  const may = useMay();
  const { data, failure } = useRead('to_call', {}, { enabled: () => may('to_call') });
  const list = computed(() => (may('to_call') ? data.value : undefined));
  const tasks = computed(() => list.value?.tasks ?? []);
  const total = computed(() => tasks.value.length);
  const days = computed(() => list.value?.days ?? []);
  /** People to call about a day: the one they know, or the one that holds. */
  const on = (date: string): number => days.value.find((day) => day.date === date)?.tasks ?? 0;
  /** Whether a booking's person is still to be called. */
  const untold = computed(() => new Set(tasks.value.flatMap((task) => task.bookings.map(({ booking }) => booking))));
  /** When the person of a booking believes it is, where that is not so. */
  const known = computed(() => new Map(tasks.value.flatMap((task) => task.bookings.map(({ booking, known_start: start }) => [booking, start] as const))));
  return { list, tasks, total, days, on, untold, known, failure };
}

// Which department is in hand. It is a department, not a place in the list: answers move lines about, and the hand stays. It goes on
// by itself only where its department has left the list or the day is another; then for a moment no key acts.
import { computed, onScopeDispose, ref, watch, type Ref } from 'vue';
import type { Allocation, AllocationLine } from '@/generated/bindings';

/** Nobody means a line that they have not seen for so long. */
export const SETTLE_MILLISECONDS = 400;

export function useDutyHand(day: Readonly<Ref<Allocation | undefined>>) {
  const held = ref<number | null>(null);
  /** The hand went on by itself just now. */
  const settling = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const lines = computed<readonly AllocationLine[]>(() => day.value?.departments ?? []);
  const active = computed(() => lines.value.find(({ department }) => department === held.value) ?? null);
  /** Whom to ring before anybody else. */
  const first = computed(() => day.value?.ring[0] ?? lines.value[0]?.department ?? null);
  /** Whom to ring after the one in hand: the first of the others. */
  const nextToRing = computed(() => {
    const next = day.value?.ring.find((department) => department !== held.value);
    return lines.value.find(({ department }) => department === next) ?? null;
  });

  function settle(): void {
    clearTimeout(timer);
    settling.value = true;
    timer = setTimeout(() => (settling.value = false), SETTLE_MILLISECONDS);
  }
  onScopeDispose(() => clearTimeout(timer));

  watch(day, (now, before) => {
    if (now === undefined || (now.date === before?.date && active.value !== null)) return;
    if (before === undefined && active.value !== null) return;
    held.value = first.value;
    if (held.value !== null) settle();
  }, { immediate: true, flush: 'sync' });

  function choose(department: number): void {
    held.value = department;
  }

  /** Somebody asks for a department; null, and one that is not in the list: whoever is first. */
  function ask(department: number | null): void {
    const isThere = day.value === undefined || lines.value.some((line) => line.department === department);
    held.value = isThere && department !== null ? department : first.value;
  }

  function step(by: number): void {
    const at = lines.value.findIndex((line) => line === active.value);
    const next = lines.value[Math.min(Math.max(at + by, 0), lines.value.length - 1)];
    if (next) choose(next.department);
  }

  /** On to the next one to ring, if there is another. */
  function next(): void {
    if (nextToRing.value) choose(nextToRing.value.department);
  }

  return { lines, active, settling, first, nextToRing, choose, ask, step, next };
}

export type DutyHand = ReturnType<typeof useDutyHand>;

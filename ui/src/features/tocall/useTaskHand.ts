// Which line is in hand. It is bookings, not a place in the list: whatever comes and goes, the hand stays on them. When they
// leave the list the next line is in hand, and for a moment no key acts: whoever presses one meant the line that has gone.
import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef } from 'vue';
import type { CallTask } from '@/generated/bindings';

/** Nobody means a line that they have not seen for so long. */
export const SETTLE_MILLISECONDS = 400;

const idsOf = (task: CallTask): string[] => task.bookings.map(({ booking }) => booking);

export function useTaskHand(tasks: ComputedRef<readonly CallTask[]>) {
  const held = shallowRef<readonly string[]>([]);
  /** The hand went on by itself just now. */
  const settling = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const find = (ids: readonly string[]): CallTask | undefined => {
    for (const id of ids) {
      const found = tasks.value.find((task) => idsOf(task).includes(id));
      if (found) return found;
    }
    return undefined;
  };
  const active = computed(() => find(held.value) ?? null);

  function take(task: CallTask | undefined): void {
    held.value = task ? idsOf(task) : [];
  }

  /** The hand goes on without being asked to. */
  function goOn(task: CallTask | undefined): void {
    take(task);
    clearTimeout(timer);
    settling.value = true;
    timer = setTimeout(() => (settling.value = false), SETTLE_MILLISECONDS);
  }
  onScopeDispose(() => clearTimeout(timer));

  watch(tasks, (now, before) => {
    if (active.value !== null) return take(active.value);
    if (now.length === 0) return;
    const at = before?.findIndex((task) => idsOf(task).some((id) => held.value.includes(id))) ?? -1;
    if (at < 0 || !before) return goOn(now[0]);
    // The first one behind it that is still there; at the end of the list the last one before it.
    const still = (task: CallTask): CallTask | undefined => find(idsOf(task));
    const next = before.slice(at + 1).map(still).find(Boolean) ?? before.slice(0, at).reverse().map(still).find(Boolean);
    goOn(next ?? now[0]);
  }, { immediate: true, flush: 'sync' });

  function choose(id: string): void {
    take(find([id]));
  }

  const place = (): number => tasks.value.findIndex((task) => task === active.value);

  function step(by: number): void {
    const next = tasks.value[Math.min(Math.max(place() + by, 0), tasks.value.length - 1)];
    if (next) take(next);
  }

  /** On to the next line, if there is one behind this. */
  function next(): void {
    const task = tasks.value[place() + 1];
    if (task) goOn(task);
  }

  return { active, settling, choose, step, next };
}

export type TaskHand = ReturnType<typeof useTaskHand>;

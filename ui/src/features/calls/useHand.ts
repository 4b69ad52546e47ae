// Which line is in hand. It is a booking, not a place: whatever the list does, the hand stays on it, and where it is gone no
// line is in hand until a key or a press chooses one. So no key ever meets somebody who was not in hand when it was seen.
import { computed, ref, watch, type ComputedRef } from 'vue';
import type { CallLine } from '@/generated/bindings';
import { standingOf } from './order';

export interface Hand {
  /** The line in hand; null where there is none. */
  active: ComputedRef<CallLine | null>;
  /** Where the next step begins, and the Tab key enters. */
  near: ComputedRef<CallLine | null>;
  choose(booking: string): void;
  /** The first one, unless somebody is in hand. */
  begin(): void;
  step(by: number): void;
}

export function useHand(lines: ComputedRef<readonly CallLine[]>): Hand {
  const chosen = ref<string | null>(null);
  /** Where the line stood when it was chosen: the next one to be called stands there after this one has gone down. */
  const place = ref(0);
  const active = computed(() => lines.value.find((line) => line.booking === chosen.value) ?? null);
  const near = computed(() => active.value ?? lines.value[Math.min(place.value, lines.value.length - 1)] ?? null);
  let standing: string | null = null;

  function choose(booking: string): void {
    chosen.value = booking;
    settle();
  }

  /** The line stands where it stands of its own. */
  function settle(): void {
    const at = lines.value.findIndex((line) => line.booking === chosen.value);
    if (at >= 0) place.value = at;
    standing = active.value ? standingOf(active.value) : null;
  }

  // Others come and go around it; when it moves because something became of it, its old place is remembered.
  watch(lines, () => {
    if (active.value && (standing === null || standingOf(active.value) === standing)) settle();
  }, { flush: 'sync' });

  function begin(): void {
    const first = lines.value[0];
    if (active.value === null && first) choose(first.booking);
  }

  function step(by: number): void {
    const others = lines.value.filter((line) => line.booking !== chosen.value);
    const to = by > 0 ? place.value + by - 1 : place.value + by;
    // At the end of the list the hand stays.
    const edge = lines.value.at(to < 0 ? 0 : -1);
    if ((to < 0 || to >= others.length) && edge?.booking === chosen.value) return;
    const next = others[Math.min(Math.max(to, 0), others.length - 1)];
    if (next) choose(next.booking);
  }

  return { active, near, choose, begin, step };
}

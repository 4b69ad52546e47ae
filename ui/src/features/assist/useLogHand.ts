// Which open case is in hand: keys act on it. It is a case, not a place: others are opened and closed around it.
import { computed, ref, watch, type Ref } from 'vue';
import type { LogDay } from '@/generated/bindings';

export function useLogHand(day: Readonly<Ref<LogDay | undefined>>) {
  const held = ref<string | null>(null);
  const cards = computed(() => day.value?.open ?? []);
  const active = computed(() => cards.value.find((card) => card.case === held.value) ?? null);

  // Where its case was closed the hand is on the one that stands in its place.
  watch(cards, (now, before) => {
    if (active.value !== null || now.length === 0) return;
    const place = (before ?? []).findIndex((card) => card.case === held.value);
    held.value = (now[Math.min(Math.max(place, 0), now.length - 1)] ?? now[0])?.case ?? null;
  }, { immediate: true });

  function choose(id: string): void {
    held.value = id;
  }

  function step(by: number): void {
    const at = cards.value.findIndex((card) => card === active.value);
    const next = cards.value[Math.min(Math.max(at + by, 0), cards.value.length - 1)];
    if (next) choose(next.case);
  }

  let expected: { id: string; then: () => void } | null = null;
  function take(): void {
    if (expected === null || !cards.value.some((card) => card.case === expected?.id)) return;
    const { id, then } = expected;
    expected = null;
    choose(id);
    then();
  }
  watch(cards, take);
  /** A case that was just opened comes into the list a moment later; then it is in hand, whichever was before. */
  function expectCase(id: string, then: () => void): void {
    expected = { id, then };
    take();
  }

  return { cards, active, choose, step, expectCase };
}

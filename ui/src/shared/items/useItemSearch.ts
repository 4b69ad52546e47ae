// Type-to-search in the item box: what was typed or is being composed, the hits, and the one under the finger.
import { computed, ref, watch } from 'vue';
import type { ItemHit } from '@/generated/bindings';
import { useRead } from '@/shared/data/useRead';
import { searchText } from '@/shared/ime';

const HITS_MAX = 20;

export function useItemSearch(chosen: () => readonly number[]) {
  const text = ref('');
  const { data, failure, isOld } = useRead('item_search', () => ({ text: text.value, limit: HITS_MAX }), {
    enabled: () => text.value !== '',
    keepPrevious: true,
  });
  const hits = computed<ItemHit[]>(() => {
    if (text.value === '') return [];
    return (data.value?.hits ?? []).filter((hit) => !chosen().includes(hit.item));
  });
  /** How many match that are not listed. */
  const unlisted = computed(() => Math.max(0, (data.value?.total ?? 0) - (data.value?.hits.length ?? 0)));
  const nothingFound = computed(() => text.value !== '' && data.value !== undefined && data.value.total === 0);
  const active = ref(0);
  watch(text, () => (active.value = 0));
  const underFinger = computed(() => hits.value[Math.min(active.value, hits.value.length - 1)]);

  /** Whether the hits are those of all that was typed. */
  const answered = computed(() => data.value !== undefined && !isOld.value);
  /** An Enter that came before its answer: fingers are faster, and the hits still listed belong to fewer letters. */
  let waiting: ((hit: ItemHit | undefined) => void) | null = null;

  function type(typed: string, composing: boolean): void {
    waiting = null;
    text.value = searchText(typed, composing);
  }

  /** Gives the hit under the finger to `pick`, as soon as it is one of what was typed. */
  function take(pick: (hit: ItemHit | undefined) => void): void {
    if (answered.value) pick(underFinger.value);
    else waiting = pick;
  }

  watch([answered, data], () => {
    if (!answered.value || !waiting) return;
    const pick = waiting;
    waiting = null;
    pick(underFinger.value);
  });

  function step(by: number): void {
    const last = hits.value.length - 1;
    active.value = Math.min(Math.max(0, active.value + by), Math.max(0, last));
  }

  return { text, hits, unlisted, nothingFound, failure, active, underFinger, type, take, step };
}

/** A matched text cut into runs, so that what was typed can be emphasised. */
export function markedParts(hit: Pick<ItemHit, 'matched' | 'marks'>): { text: string; marked: boolean }[] {
  // Marks count Unicode characters, not UTF-16 units: names may lie beyond the first plane.
  const characters = Array.from(hit.matched);
  const parts: { text: string; marked: boolean }[] = [];
  let at = 0;
  const push = (to: number, marked: boolean) => {
    if (to > at) parts.push({ text: characters.slice(at, to).join(''), marked });
    at = Math.max(at, to);
  };
  for (const { start, length } of hit.marks) {
    push(start, false);
    push(start + length, true);
  }
  push(characters.length, false);
  return parts;
}

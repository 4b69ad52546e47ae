// How many entries of a wrapping list fit into its first rows. Measured, because words differ in width by language.
import { nextTick, onMounted, onUnmounted, ref, watch, type Ref } from 'vue';

/** Entries that stand in the first `rows` rows, from the tops of all entries; one less if others must be announced. */
export function fitting(tops: readonly number[], rows: number): number {
  const starts = [...new Set(tops)].sort((a, b) => a - b);
  const limit = starts[rows];
  if (limit === undefined) return tops.length;
  return Math.max(1, tops.filter((top) => top < limit).length - 1);
}

/** Counts again whenever the list or its width changes, once the browser has laid it out with all entries: asked sooner, the whole
 * page would be laid out for the answer alone. */
export function useFittingRows(list: Ref<HTMLElement | null>, entries: () => unknown, rows: number) {
  const count = ref(Number.POSITIVE_INFINITY);
  let width = 0;
  let counting = false;

  const observer = new ResizeObserver(([entry]) => {
    const now = entry?.contentRect.width ?? 0;
    if (!counting && now === width) return;
    width = now;
    if (!counting) return void begin();
    counting = false;
    const children = Array.from(list.value?.querySelectorAll<HTMLElement>(':scope > [data-entry]') ?? []);
    count.value = fitting(children.map((child) => child.offsetTop), rows);
  });

  /** Shows all; what is newly observed is heard of after the next layout, before it is painted. */
  async function begin(): Promise<void> {
    count.value = Number.POSITIVE_INFINITY;
    counting = true;
    await nextTick();
    if (!list.value) return;
    observer.unobserve(list.value);
    observer.observe(list.value);
  }

  onMounted(begin);
  onUnmounted(() => observer.disconnect());
  watch(entries, begin, { flush: 'post' });
  return count;
}

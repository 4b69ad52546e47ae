// While the screens are covered by the lock, nothing of them can be seen or reached: not their dialogs, which lie beside
// them in the document, and not their keys. Uncovered, the cursor stands where it stood.
import { nextTick, onScopeDispose, watch } from 'vue';

/** The page that may be used while everything else is covered. */
const COVER = '[data-cover]';

export function useCover(covered: () => boolean): void {
  let left: HTMLElement | null = null;

  function guard(event: KeyboardEvent): void {
    const cover = document.querySelector<HTMLElement>(COVER);
    if (event.target instanceof Node && cover?.contains(event.target)) return;
    event.stopPropagation();
    // The cursor was lost, for example by a press beside the field: what is typed next goes where it belongs.
    cover?.querySelector<HTMLElement>('input')?.focus();
  }

  function cover(): void {
    left = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    left?.blur();
    document.documentElement.dataset['covered'] = '';
    window.addEventListener('keydown', guard, true);
  }

  function uncover(): void {
    window.removeEventListener('keydown', guard, true);
    delete document.documentElement.dataset['covered'];
    const back = left;
    left = null;
    void nextTick(() => back?.isConnected && back.focus());
  }

  // At once: not a single frame of the screens may be drawn over the lock.
  watch(covered, (now, before) => {
    if (now) cover();
    else if (before) uncover();
  }, { immediate: true, flush: 'sync' });
  onScopeDispose(() => covered() && uncover());
}

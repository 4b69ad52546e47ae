// The focus is never lost: where what had it is taken out of the page, moved or barred for a moment, it goes back to it, or
// to what stands in its place. Whoever works by keyboard would otherwise stand nowhere after an act.
import { onMounted, onUnmounted } from 'vue';
import { focusable, STOPS } from './stops';

function firstIn(root: Element | null, fromEnd = false): HTMLElement | undefined {
  if (root === null) return undefined;
  const all = [...(root.matches(STOPS) ? [root] : []), ...root.querySelectorAll(STOPS)].filter(focusable);
  return fromEnd ? all.at(-1) : all[0];
}

/** Where an element stood: what came before and after it, and what it was in. */
interface Gap {
  before: Element | null;
  after: Element | null;
  parent: Node;
}

const asElement = (node: Node | null): Element | null => {
  let at = node;
  while (at !== null && !(at instanceof Element)) at = at.nextSibling;
  return at;
};

/** What stands in the place of something that is gone: what came after it, else before it, else what is around. */
export function inPlaceOf({ before, after, parent }: Gap): HTMLElement | undefined {
  const near = (after?.isConnected ? firstIn(after) : undefined) ?? (before?.isConnected ? firstIn(before, true) : undefined);
  if (near) return near;
  for (let around = parent; around instanceof Element && around !== document.body; around = around.parentNode ?? document.body) {
    const stop = around.isConnected ? firstIn(around) : undefined;
    if (stop) return stop;
    if (around.getAttribute('role') === 'dialog' && around.isConnected) return around as HTMLElement;
  }
  return undefined;
}

const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body;
const isCovered = (): boolean => document.documentElement.dataset['covered'] !== undefined;

/** Listens for the whole program. Call the answer to stop. */
export function keepFocus(): () => void {
  let last: HTMLElement | null = null;
  let gap: Gap | null = null;

  function entered(event: FocusEvent): void {
    if (!(event.target instanceof HTMLElement)) return;
    last = event.target;
    gap = null;
  }

  /** A press beside everything is somebody's wish. */
  function pressed(event: Event): void {
    if (event.target instanceof Element && event.target.closest(`${STOPS}, label, [tabindex]`) === null) last = null;
  }

  function restore(): void {
    if (last === null || !isLost() || isCovered()) return;
    if (last.isConnected) {
      // Barred for a moment: it has it again when it is free.
      if (!last.matches(':disabled') && focusable(last)) last.focus();
      if (!isLost() || last.matches(':disabled')) return;
    }
    if (gap) inPlaceOf(gap)?.focus();
  }

  const watching = new MutationObserver((records) => {
    if (last === null) return;
    for (const { removedNodes, previousSibling, nextSibling, target } of records) {
      for (const node of removedNodes) {
        if (node !== last && !node.contains(last)) continue;
        gap = { before: previousSibling instanceof Element ? previousSibling : null, after: asElement(nextSibling), parent: target };
      }
    }
    // What the screen itself does with the focus comes first.
    if (isLost() || last.matches(':disabled')) requestAnimationFrame(() => setTimeout(restore));
  });

  window.addEventListener('focusin', entered, { capture: true });
  window.addEventListener('pointerdown', pressed, { capture: true });
  watching.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled', 'inert'] });
  return () => {
    window.removeEventListener('focusin', entered, { capture: true });
    window.removeEventListener('pointerdown', pressed, { capture: true });
    watching.disconnect();
  };
}

/** For the frame. */
export function useKeepFocus(): void {
  let stop: (() => void) | undefined;
  onMounted(() => (stop = keepFocus()));
  onUnmounted(() => stop?.());
}

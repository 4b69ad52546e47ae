// What lies over the page: dialogs and drawers, one over the other. The one on top has the keys: Esc closes it alone, Tab goes
// round in it, and the focus that leaves it without a press comes back. Gone, it gives the focus back to where it was taken.
//
// Deliberately not here: a place for the focus when something in a layer goes away (keepFocus), and barring the page below
// for a press: the line that takes back is to be reached over a dialog, too.
import { nextTick, onBeforeUnmount, onMounted, type Ref } from 'vue';
import { focusable, STOPS } from './stops';

interface Layer {
  root: HTMLElement;
  close(): void;
}

/** The last is on top. */
const layers: Layer[] = [];
/** Somebody pressed a button of the mouse after the last key: where the focus goes by that is meant. */
let pressed = false;

const isOn = (layer: Layer): boolean => layers.at(-1) === layer;

/** Where Tab can stand. Of radio buttons in one group only the chosen one is. */
function stopsOf(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(STOPS)].filter((one) => {
    if (!focusable(one) || one.tabIndex < 0) return false;
    if (!(one instanceof HTMLInputElement) || one.type !== 'radio' || one.checked) return true;
    return root.querySelector(`input[type="radio"][name="${CSS.escape(one.name)}"]:checked`) === null;
  });
}

function onKey(event: KeyboardEvent): void {
  pressed = false;
  const top = layers.at(-1);
  if (event.key === 'Escape' && top) {
    // One thing a press: nothing below acts on it.
    event.preventDefault();
    top.close();
  } else if (event.key === 'Tab' && top && !event.ctrlKey && !event.altKey && !event.metaKey) goRound(top, event);
}

function goRound({ root }: Layer, event: KeyboardEvent): void {
  const now = document.activeElement;
  if (!root.contains(now)) return;
  const stops = stopsOf(root);
  const atEdge = stops.length === 0 || now === (event.shiftKey ? stops[0] : stops.at(-1)) || (event.shiftKey && now === root);
  if (!atEdge) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
}

function onPress(): void {
  pressed = true;
}

function onLeave(event: FocusEvent): void {
  const top = layers.at(-1);
  const { target, relatedTarget } = event;
  if (!top || pressed || !(target instanceof HTMLElement) || !(relatedTarget instanceof Node)) return;
  if (!top.root.contains(target) || top.root.contains(relatedTarget)) return;
  // What closes with the same key is not in the way.
  setTimeout(() => {
    if (isOn(top) && !top.root.contains(document.activeElement)) (target.isConnected ? target : top.root).focus();
  });
}

function add(layer: Layer): void {
  if (layers.length === 0) {
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onPress, { capture: true });
    document.addEventListener('focusout', onLeave);
  }
  layers.push(layer);
}

function remove(layer: Layer): void {
  layers.splice(layers.indexOf(layer), 1);
  if (layers.length > 0) return;
  document.removeEventListener('keydown', onKey);
  document.removeEventListener('pointerdown', onPress, { capture: true });
  document.removeEventListener('focusout', onLeave);
}

/** Makes the calling component a layer while it is mounted. `opened` is told once it lies there and has the focus. */
export function useLayer(root: Readonly<Ref<HTMLElement | null>>, { close, opened }: { close(): void; opened(): void }): void {
  let layer: Layer | undefined;
  let before: Element | null = null;

  onMounted(async () => {
    if (!root.value) return;
    before = document.activeElement;
    layer = { root: root.value, close };
    add(layer);
    await nextTick();
    if (layer === undefined) return;
    if (!layer.root.contains(document.activeElement)) layer.root.focus();
    opened();
  });

  onBeforeUnmount(() => {
    if (!layer) return;
    const now = document.activeElement;
    const had = now === null || now === document.body || layer.root.contains(now);
    remove(layer);
    layer = undefined;
    // Whoever went elsewhere by then stays there.
    if (had && before instanceof HTMLElement && before !== document.body) before.focus();
  });
}

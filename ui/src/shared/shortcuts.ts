// Keys of the screen. One list: what is pressed, what the F1 sheet shows, and what stands beside the buttons is the same.
import { onActivated, onDeactivated, onMounted, onUnmounted, shallowReactive, watch } from 'vue';
import { isComposing } from './ime';
import { openDialogs } from './keys/dialogs';
import { textOf } from './keys/fields';
import { wasTypedIn } from './keys/typedIn';
import type { WordKey } from './words';

export interface Shortcut {
  /** `F2`, `Ctrl+Enter`, `Alt+ArrowLeft`; the key as `KeyboardEvent.key` names it. */
  combo: string;
  label: WordKey;
  /** Absent for keys that a control handles itself and the sheet only shows. */
  run?: (event: KeyboardEvent) => void;
  /** Not while the cursor stands in a text field that holds text or was emptied by hand, where the key has its usual meaning. */
  exceptInText?: boolean;
  /** Also while a dialog is open. */
  inDialogs?: boolean;
}

/** Shortcuts that work now, in the order in which their screens came up. */
export const shortcuts = shallowReactive(new Set<Shortcut>());

/** Makes shortcuts work while the calling component is on screen; where a screen has several lists, of one of them while `holds`. */
export function useShortcuts(list: readonly Shortcut[], holds: () => boolean = () => true): void {
  let shown = false;
  const settle = () => list.forEach((shortcut) => (shown && holds() ? shortcuts.add(shortcut) : shortcuts.delete(shortcut)));
  const come = () => ((shown = true), settle());
  const go = () => ((shown = false), settle());
  watch(holds, settle);
  onMounted(come);
  onActivated(come);
  onDeactivated(go);
  onUnmounted(go);
}

/** The combination a key press makes, written as in `Shortcut.combo`. */
export function comboOf(event: KeyboardEvent): string {
  const held = [
    event.ctrlKey || event.metaKey ? 'Ctrl' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey ? 'Shift' : '',
    event.key.length === 1 ? event.key.toUpperCase() : event.key,
  ];
  return held.filter(Boolean).join('+');
}

/** Runs the shortcut that a key press means, if there is one. */
export function pressed(event: KeyboardEvent): void {
  if (isComposing(event) || event.defaultPrevented) return;
  const combo = comboOf(event);
  const target = event.target instanceof Element ? event.target : null;
  const inDialog = isInDialog(target);
  const inText = holdsText(target);
  const ownEnter = event.key === 'Enter' && !event.ctrlKey && hasOwnEnter(target);
  // What came up last lies on top: of two that answer to a key it is the one that is meant.
  for (const shortcut of [...shortcuts].reverse()) {
    if (shortcut.combo !== combo || !shortcut.run) continue;
    if ((inDialog && !shortcut.inDialogs) || (inText && shortcut.exceptInText) || ownEnter) continue;
    event.preventDefault();
    shortcut.run(event);
    return;
  }
  // The browser would print the page as it stands, and nothing of it is a document.
  if (combo === 'Ctrl+P') event.preventDefault();
}

/** In a dialog, or nowhere while one lies over the page. */
function isInDialog(target: Element | null): boolean {
  if (target?.closest('[role="dialog"]')) return true;
  const nowhere = target === null || target === document.body || target === document.documentElement;
  return nowhere && openDialogs().length > 0;
}

/** Where somebody writes, or has written and deleted it again. */
function holdsText(target: Element | null): boolean {
  const text = textOf(target);
  return text !== null && (text.value !== '' || wasTypedIn(text));
}

/** A button does what it says, a list opens, a long text gets a line. */
function hasOwnEnter(target: Element | null): boolean {
  return target?.closest('button, a[href], select, textarea, [role="combobox"]') != null;
}

/** Esc that gives up what is being composed reaches no dialog, drawer or small panel: they would close. */
function keepComposing(event: KeyboardEvent): void {
  if (event.code === 'Escape' && isComposing(event)) event.stopPropagation();
}

/** Listens for the whole program; called once, by the frame. */
export function useShortcutListener(): void {
  onMounted(() => {
    window.addEventListener('keydown', keepComposing, { capture: true });
    window.addEventListener('keydown', pressed);
  });
  onUnmounted(() => {
    window.removeEventListener('keydown', keepComposing, { capture: true });
    window.removeEventListener('keydown', pressed);
  });
}

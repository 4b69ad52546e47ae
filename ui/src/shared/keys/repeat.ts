// A key held down says the same thing again and again. One press is one act; only moving and writing go on.
import { textOf } from './fields';

const MOVES = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown', 'Tab'];
const EDITS = ['Backspace', 'Delete'];
/** What the browser itself does in a text when they are held. */
const EDITS_WITH_CTRL = ['z', 'y', 'v', 'x', 'a', 'c', 'backspace', 'delete'];

/**
 * What becomes of a repetition: it goes on as it is, it is only the text's own (no handler of the program hears it), or
 * it is nobody's.
 */
export function repetition(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target'>): 'goes_on' | 'text_only' | 'none' {
  if (MOVES.includes(event.key)) return 'goes_on';
  const text = textOf(event.target);
  if (text === null || event.altKey) return 'none';
  if (event.ctrlKey || event.metaKey) return EDITS_WITH_CTRL.includes(event.key.toLowerCase()) ? 'text_only' : 'none';
  // In an empty field there is nothing left to delete, and boxes take it to mean what stands before them.
  if (EDITS.includes(event.key)) return text.value === '' ? 'none' : 'goes_on';
  if (event.key === 'Enter') return text instanceof HTMLTextAreaElement ? 'text_only' : 'none';
  return event.key.length === 1 ? 'text_only' : 'none';
}

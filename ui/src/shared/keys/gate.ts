// The gate every key goes through before anything else hears it. A scan is taken out here, wherever the cursor stands; a
// key held down acts once. So no handler of the program has to think of either.
//
// A bare sign outside of a text is held back for a moment: it could be the first of a scan, and must not have acted by then.
import { isComposing } from '../ime';
import { fieldOf, keepOf, type Field } from './fields';
import { repetition } from './repeat';
import { GAP_MILLISECONDS, numberOf, ScanReader } from './scan';

/** Silence after which a sign that was held back is a person's. */
export const HOLD_MILLISECONDS = GAP_MILLISECONDS + 10;
/** Several signs at that pace are a scanner's; a browser that is busy may be late with the rest. */
export const REST_MILLISECONDS = 300;

export interface Gate {
  /** Scans are taken (`open`), taken out and dropped (`closed`: nobody is in), or none are looked for (`off`). */
  state(): 'open' | 'closed' | 'off';
  /** The ten digits of a slip were scanned. */
  scanned(number: string): void;
  /** Something else was scanned where no text takes it. */
  unread(text: string): void;
}

const MODIFIERS = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock'];
const DIGIT = /^(?:Digit|Numpad)(\d)$/;
/** A scanner types nothing else: a Chinese character before its digits is a person's. */
const SCANNED = /^[!-~]$/;
const NUMPAD = /^Numpad(\d)$/;

/** The sign a key types; null for all others. Under an input method, and on a keypad without its lock, the key itself tells. */
export function signOf(event: KeyboardEvent): string | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  if (isComposing(event) || event.key === 'Process') return event.shiftKey ? null : (DIGIT.exec(event.code)?.[1] ?? null);
  if (event.key.length > 1) return NUMPAD.exec(event.code)?.[1] ?? null;
  return SCANNED.test(event.key) ? event.key : null;
}

function stop(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function copyOf(event: KeyboardEvent): KeyboardEvent {
  const { key, code, location, shiftKey } = event;
  return new KeyboardEvent('keydown', { key, code, location, shiftKey, bubbles: true, cancelable: true, composed: true });
}

/** Puts the gate before the whole page. Call the answer to take it away. */
export function putGate(gate: Gate): () => void {
  const reader = new ScanReader();
  /** Signs held back, in their order. */
  let held: KeyboardEvent[] = [];
  /** What stood in the fields that the burst runs through. */
  let kept = new Map<Field, () => void>();
  const copies = new WeakSet<Event>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let swallowUntil = Number.NEGATIVE_INFINITY;

  function drop(): void {
    clearTimeout(timer);
    held = [];
    kept = new Map();
  }

  /** One sign was a person's and goes on; several at once are nobody's. */
  function release(): void {
    const [one, ...more] = held;
    drop();
    if (!one || more.length > 0 || !(one.target instanceof Element) || !one.target.isConnected) return;
    const copy = copyOf(one);
    copies.add(copy);
    one.target.dispatchEvent(copy);
  }

  /** After a silence: some scanners send nothing behind the digits. */
  function settle(): void {
    const number = held.length > 1 ? numberOf(reader.typed()) : null;
    if (number === null) return release();
    reader.forget();
    taken(number);
  }

  function taken(number: string): void {
    const back = [...kept.values()];
    drop();
    back.forEach((put) => put());
    if (gate.state() === 'open') gate.scanned(number);
  }

  function hold(event: KeyboardEvent): void {
    stop(event);
    held.push(event);
    clearTimeout(timer);
    // Keys that are already on their way come before the second of the two.
    timer = setTimeout(() => (timer = setTimeout(settle)), held.length > 1 ? REST_MILLISECONDS : HOLD_MILLISECONDS);
  }

  function sign(event: KeyboardEvent, first: boolean): void {
    if (first) release();
    const field = fieldOf(event.target, signOf(event) ?? '');
    if (field === null && !isComposing(event)) return hold(event);
    if (field !== null && !kept.has(field)) kept.set(field, keepOf(field));
  }

  function end(event: KeyboardEvent, text: string): void {
    const number = numberOf(text);
    const acts = held.length > 0;
    if (number === null && !acts) return drop();
    stop(event);
    swallowUntil = event.timeStamp + GAP_MILLISECONDS;
    if (number !== null) return taken(number);
    drop();
    if (gate.state() === 'open') gate.unread(text);
  }

  function down(event: KeyboardEvent): void {
    if (copies.has(event) || (MODIFIERS.includes(event.key) && signOf(event) === null)) return;
    if (event.repeat) return again(event);
    if (gate.state() === 'off') return;
    const char = signOf(event);
    const ends = ['Enter', 'Tab'].includes(event.key) || ['Enter', 'NumpadEnter', 'Tab'].includes(event.code);
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    // A scanner may send two ends, CR and LF.
    if (char === null && event.timeStamp <= swallowUntil) return stop(event);
    const reading = reader.read({ char, ends: ends && plain, at: event.timeStamp });
    if (reading.kind === 'burst') end(event, reading.text);
    else if (reading.kind !== 'other') sign(event, reading.kind === 'first');
    else if (held.length > 1) {
      // A scan that broke off: neither its signs nor its end are anybody's.
      drop();
      if (ends) stop(event);
    } else release();
  }

  function again(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    const what = repetition(event);
    if (what === 'none') stop(event);
    else if (what === 'text_only') event.stopImmediatePropagation();
  }

  window.addEventListener('keydown', down, { capture: true });
  window.addEventListener('blur', drop);
  return () => {
    drop();
    window.removeEventListener('keydown', down, { capture: true });
    window.removeEventListener('blur', drop);
  };
}

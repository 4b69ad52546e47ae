// The gate every key goes through before anything else hears it. A scan is taken out here, wherever the cursor stands; a
// key held down acts once. So no handler of the program has to think of either.
//
// A bare sign outside of a text is held back for a moment: it could be the first of a scan, and must not have acted by then.
// No sign of a run of two or more acts on anybody. In a text every sign goes on at once; a scan is taken out afterwards.
import { isComposing } from '../ime';
import { fieldOf, fieldsOf, isForWords, isSecret, keepOf, type Field } from './fields';
import { repetition } from './repeat';
import { BURST_MIN, GAP_MILLISECONDS, isBroken, isChecked, numberOf, QUICK_MILLISECONDS, RUN_MILLISECONDS, ScanReader, type Run } from './scan';

/** Silence after which a sign that was held back is a person's. */
export const HOLD_MILLISECONDS = GAP_MILLISECONDS + 10;

export interface Gate {
  /** Scans are taken (`open`), taken out and dropped (`closed`: nobody is in), or none are looked for (`off`). */
  state(): 'open' | 'closed' | 'off';
  /** The ten digits of a slip were scanned. */
  scanned(number: string): void;
  /** Something else was scanned where no text takes it. */
  unread(text: string): void;
  /** A scan broke off: it is to be done again. */
  broken(): void;
}

const MODIFIERS = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock'];
const DIGIT = /^(?:Digit|Numpad)(\d)$/;
/** A scanner types nothing else: a Chinese character before its digits is a person's. */
const SCANNED = /^[!-~]$/;
const NUMPAD = /^Numpad(\d)$/;

/** The sign a key types; null for all others. Under an input method, and on a keypad without its lock, the key itself tells. */
function signOf(event: KeyboardEvent): string | null {
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
  const copy = new KeyboardEvent('keydown', { key, code, location, shiftKey, bubbles: true, cancelable: true, composed: true });
  // When it was pressed, not when it was let through.
  return Object.defineProperty(copy, 'timeStamp', { value: event.timeStamp });
}

/** Puts the gate before the whole page. Call the answer to take it away. */
export function putGate(gate: Gate): () => void {
  const reader = new ScanReader();
  /** Signs held back, in their order. */
  let held: KeyboardEvent[] = [];
  /** The keys now are several in a row, and some of them were typed outside of any text. */
  let [isRun, isOutside] = [false, false];
  /** What stood in the fields that the run goes through. */
  let kept = new Map<Field, () => void>();
  const copies = new WeakSet<Event>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** When a scan ended, while nothing was typed after it. */
  let endedAt = Number.NEGATIVE_INFINITY;

  function drop(): void {
    clearTimeout(timer);
    held = [];
    kept = new Map();
  }

  /** One sign alone was a person's and goes on; those of a run are nobody's. */
  function release(): void {
    const [one, ...more] = held;
    drop();
    if (!one || isRun || more.length > 0 || !(one.target instanceof Element) || !one.target.isConnected) return;
    const copy = copyOf(one);
    copies.add(copy);
    one.target.dispatchEvent(copy);
  }

  /** Takes out of the fields what a scan left there. */
  function putBack(): void {
    const back = [...kept.values()];
    drop();
    back.forEach((put) => put());
  }

  function taken(number: string): void {
    putBack();
    if (gate.state() === 'open') gate.scanned(number);
  }

  function brokeOff(): void {
    putBack();
    if (gate.state() === 'open') gate.broken();
  }

  /** The number a run bears. Over a silence it is read where no hand can have typed it. In a secret a fast hand is believed. */
  function numberIn(run: Run): string | null {
    if (!isOutside && !run.quick && [...kept.keys()].some(isSecret)) return null;
    const number = numberOf(run.burst) ?? (isOutside || run.quick ? numberOf(run.text) : null);
    // Where numbers are typed, a telephone number that a fast hand cuts in two must not lose its second part.
    const isTyped = !isOutside && ![...kept.keys()].every(isForWords);
    return number !== null && isTyped && !isChecked(number) ? null : number;
  }

  const isBrokenScan = (run: Run): boolean => isBroken(run) && (isOutside || (run.quick && [...kept.keys()].every(isForWords)));

  /** After a silence: some scanners send nothing behind the digits, and some break off. */
  function settle(): void {
    const run = reader.run();
    if (run === null) return release();
    if (!isOutside && !run.quick) return drop();
    const number = numberIn(run);
    if (number !== null) {
      reader.forget();
      taken(number);
    } else if (isBrokenScan(run)) brokeOff();
    else drop();
  }

  function wait(): void {
    clearTimeout(timer);
    // Keys that are already on their way come before the second of the two.
    timer = setTimeout(() => (timer = setTimeout(settle)), isRun ? RUN_MILLISECONDS : HOLD_MILLISECONDS);
  }

  function hold(event: KeyboardEvent): void {
    stop(event);
    held.push(event);
    isOutside = true;
    wait();
  }

  /** Something else follows: what was held goes on, or was a scan that broke off. */
  function leave(before: Run | null): void {
    if (held.length > 0 && before !== null && isBrokenScan(before)) brokeOff();
    else release();
  }

  function sign(event: KeyboardEvent, isFirst: boolean, before: Run | null): void {
    if (isFirst) {
      leave(before);
      isOutside = false;
    }
    isRun = !isFirst;
    endedAt = Number.NEGATIVE_INFINITY;
    const field = fieldOf(event.target, signOf(event) ?? '');
    if (field === null && !isComposing(event)) return hold(event);
    if (field === null) return;
    fieldsOf(event.target).filter((one) => !kept.has(one)).forEach((one) => kept.set(one, keepOf(one)));
    if (isForWords(field)) wait();
  }

  function end(event: KeyboardEvent, run: Run): void {
    const number = numberIn(run);
    const broken = number === null && isBrokenScan(run);
    if (number === null && !broken && !isOutside) return drop();
    stop(event);
    endedAt = event.timeStamp;
    if (number !== null) return taken(number);
    if (broken) return brokeOff();
    drop();
    if (gate.state() === 'open' && run.burst.length >= BURST_MIN) gate.unread(run.burst);
  }

  function down(event: KeyboardEvent): void {
    if (copies.has(event) || (MODIFIERS.includes(event.key) && signOf(event) === null)) return;
    if (event.repeat) return again(event);
    if (gate.state() === 'off') return;
    const char = signOf(event);
    const ends = ['Enter', 'Tab'].includes(event.key) || ['Enter', 'NumpadEnter', 'Tab'].includes(event.code);
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    // A scanner may send two ends, CR and LF; it holds no other key meanwhile.
    const since = event.timeStamp - endedAt;
    const combined = event.ctrlKey || event.altKey || event.metaKey;
    if (char === null && !combined && since >= 0 && since <= (ends ? GAP_MILLISECONDS : QUICK_MILLISECONDS)) return stop(event);
    const before = reader.run();
    const reading = reader.read({ char, ends: ends && plain, at: event.timeStamp });
    if (reading.kind === 'end') end(event, reading.run);
    else if (reading.kind !== 'other') sign(event, reading.kind === 'first', before);
    else {
      // Neither the signs of a run nor an end that comes late are anybody's.
      if (ends && isRun && held.length > 0) stop(event);
      leave(before);
    }
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

// A scanner is a keyboard that types faster than any hand: the ten digits of a slip, and Enter or Tab. What is read here
// is told from typing by the time between two keys and by how many there are; nothing else is known of it.

/** Between two keys of a burst there is no more, on a busy machine neither. */
export const GAP_MILLISECONDS = 120;
/** So close to a run a digit still belongs to it: a scanner stumbles, or its cable does. */
export const RUN_MILLISECONDS = 400;
/** So many keys in a burst are no person's. */
export const BURST_MIN = 6;
/** No hand presses key after key like this. */
export const QUICK_MILLISECONDS = 50;

/** A key press as far as a scanner could have made it. */
interface Stroke {
  /** What it types; null for a key that types nothing. */
  char: string | null;
  /** Enter or Tab: scanners end with one of them. */
  ends: boolean;
  /** When it was pressed, in milliseconds. */
  at: number;
}

/** Keys that came one after the other. */
export interface Run {
  /** All that was typed, over small silences. */
  text: string;
  /** What was typed without any: the last burst. */
  burst: string;
  /** Typed as no hand does it. */
  quick: boolean;
}

/** What a stroke is: the first of something, a further one of a run, the end of a run, or none of these. */
export type Reading = { kind: 'first' } | { kind: 'further' } | { kind: 'end'; run: Run } | { kind: 'other' };

/** Reads strokes one after the other. A single key is no run; two within a gap are one, and so is every digit close behind. */
export class ScanReader {
  private text = '';
  private burst = '';
  /** Keys that followed one another as no hand's do: now, and at most. */
  private pace = 0;
  private quick = 0;
  private last = Number.NEGATIVE_INFINITY;

  read({ char, ends, at }: Stroke): Reading {
    const gap = at - this.last;
    this.last = at;
    if (char !== null) return this.sign(char, gap);
    const run = this.run();
    this.forget();
    return ends && gap <= RUN_MILLISECONDS && run !== null ? { kind: 'end', run: { ...run, burst: gap <= GAP_MILLISECONDS ? run.burst : '' } } : { kind: 'other' };
  }

  private sign(char: string, gap: number): Reading {
    const goesOn = this.text !== '' && gap <= GAP_MILLISECONDS;
    const comesBack = this.text.length > 1 && gap <= RUN_MILLISECONDS && /\d/.test(char);
    if (!goesOn && !comesBack) this.forget();
    this.text += char;
    this.burst = goesOn ? this.burst + char : char;
    this.pace = gap <= QUICK_MILLISECONDS ? this.pace + 1 : 0;
    this.quick = Math.max(this.quick, this.pace);
    return { kind: goesOn || comesBack ? 'further' : 'first' };
  }

  /** The run so far; null if none has begun. */
  run(): Run | null {
    const { text, burst } = this;
    return text.length > 1 ? { text, burst, quick: this.quick >= BURST_MIN - 1 } : null;
  }

  forget(): void {
    this.text = '';
    this.burst = '';
    this.pace = 0;
    this.quick = 0;
  }
}

/** What scanners put before a code if they are set to: the kind of code (`]Q1`), or a few signs. */
const BEFORE = /^(?:\][A-Za-z]\d|\D{0,4})/;
const NUMBER = /^(\d{10})[^\da-zA-Z]{0,2}$/;

/** The booking number that a burst bears, ten digits; null if it is something else. Whether there is one, the core knows. */
export function numberOf(burst: string): string | null {
  const text = burst.normalize('NFKC');
  return NUMBER.exec(text.replace(BEFORE, ''))?.[1] ?? null;
}

/** Whether ten digits bear the check digit of a slip's number (GB/T 17710, ISO/IEC 7064 MOD 11,10): of ten telephone numbers
 * typed fast, nine do not. */
export function isChecked(number: string): boolean {
  const digits = [...number].map(Number);
  const last = digits.pop();
  const carry = digits.reduce((before, digit) => (((before + digit) % 10 || 10) * 2) % 11, 10);
  return last === (11 - carry) % 10;
}

const NUMBER_LENGTH = 10;
/** So many digits of a run are a scan that came to nothing, and somebody waits for it. */
const BROKEN_MIN = 3;

/** A scan that broke off: too few digits, or all that a stumbling scanner sent in pieces. */
export function isBroken({ text, burst }: Run): boolean {
  const digits = text.normalize('NFKC').replace(BEFORE, '');
  return /^\d+$/.test(digits) && digits.length >= BROKEN_MIN && (digits.length < NUMBER_LENGTH || burst !== text);
}

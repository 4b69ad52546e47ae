// A scanner is a keyboard that types faster than any hand: the ten digits of a slip, and Enter or Tab. What is read here
// is told from typing by the time between two keys and by how many there are; nothing else is known of it.

/** Between two keys of a scanner there is less, between two of a person more. */
export const GAP_MILLISECONDS = 50;
/** So many keys at that pace are no person's. */
export const BURST_MIN = 6;

/** A key press as far as a scanner could have made it. */
export interface Stroke {
  /** What it types; null for a key that types nothing. */
  char: string | null;
  /** Enter or Tab: scanners end with one of them. */
  ends: boolean;
  /** When it was pressed, in milliseconds. */
  at: number;
}

/**
 * What a stroke is: the first of something, a further one at a scanner's pace, the end of a burst (with all it typed), or
 * none of these.
 */
export type Reading = { kind: 'first' } | { kind: 'further'; count: number } | { kind: 'burst'; text: string } | { kind: 'other' };

/** Reads strokes one after the other. */
export class ScanReader {
  private text = '';
  private last = Number.NEGATIVE_INFINITY;

  read({ char, ends, at }: Stroke): Reading {
    const soon = at - this.last <= GAP_MILLISECONDS;
    this.last = at;
    if (char !== null) {
      this.text = soon ? this.text + char : char;
      return soon && this.text.length > 1 ? { kind: 'further', count: this.text.length } : { kind: 'first' };
    }
    const text = this.text;
    this.text = '';
    return ends && soon && text.length >= BURST_MIN ? { kind: 'burst', text } : { kind: 'other' };
  }

  /** What was typed so far at one pace. */
  typed(): string {
    return this.text;
  }

  forget(): void {
    this.text = '';
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

// How many people come.

/** A number of people as typed, in any digits an input method writes; 0 when it is none, which the core then refuses. */
export function partyNumber(typed: string): number {
  const text = typed.normalize('NFKC').trim();
  return /^\d{1,4}$/.test(text) ? Number(text) : 0;
}

/** One letter of a name is enough, of a number three digits: fewer would list half the book. */
export function enough(text: string): boolean {
  const digits = text.normalize('NFKC').replaceAll(/\P{Nd}/gu, '').length;
  // A radical is no letter by itself; a PDF carries it for the character.
  return /[\p{L}\u2e80-\u2fd5]/u.test(text) || digits >= 3;
}

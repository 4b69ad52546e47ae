/** One letter of a name is enough, of a number three digits: fewer would list half the book. */
export function enough(text: string): boolean {
  const digits = text.normalize('NFKC').replaceAll(/\D/g, '').length;
  return /\p{L}/u.test(text) || digits >= 3;
}

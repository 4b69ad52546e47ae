// Text of a csv file that a person picked. Chinese office programs write UTF-8, GB18030, or UTF-16 ("Unicode text").

/** The text of a file: in UTF-16 where it looks like that, else in UTF-8 or, where it is not valid UTF-8, in GB18030. */
export function csvText(bytes: ArrayBuffer): string {
  const wide = utf16(new Uint8Array(bytes));
  if (wide !== null) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Which UTF-16 it is, by its mark or, without one, by the zeros beside the first letters: a csv file holds no others. */
function utf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first, second, third, fourth] = bytes;
  if (bytes.length % 2 !== 0) return null;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le';
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return 'utf-16be';
  return null;
}

// Text of a csv file that a person picked. Chinese office programs still write GB18030.

/** The text of a file in UTF-8 or, where it is not valid UTF-8, in GB18030. */
export function csvText(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

// Numbers and times as people type them: full-width digits, a colon of any kind.
/** A whole number as typed; 0, which the core refuses, when it is none. */
export function whole(typed: string): number {
  const text = typed.normalize('NFKC').trim();
  return /^\d{1,4}$/.test(text) ? Number(text) : 0;
}

/** `9:00` and full-width digits are what people type; the core takes `09:00`. */
export function time(typed: string): string {
  const text = typed.normalize('NFKC').trim();
  return /^\d:\d\d$/.test(text) ? `0${text}` : text;
}

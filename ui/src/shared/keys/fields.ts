// Which elements hold what is typed, and putting back what stood in one.

const TYPES_WITHOUT_TEXT = ['radio', 'checkbox', 'button', 'submit', 'reset', 'image', 'file', 'range', 'color'];

export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** An input, text box or list that takes a sign; null for everything else, and for digits where they choose instead. */
export function fieldOf(target: EventTarget | null, sign = ''): Field | null {
  if (/^\d$/.test(sign) && target instanceof HTMLElement && target.dataset['digitsAct'] !== undefined) return null;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return target;
  return target instanceof HTMLInputElement && !TYPES_WITHOUT_TEXT.includes(target.type) ? target : null;
}

/** The same for text alone: where Ctrl+Z has its usual meaning. */
export function textOf(target: EventTarget | null): HTMLInputElement | HTMLTextAreaElement | null {
  if (target instanceof HTMLTextAreaElement) return target;
  return target instanceof HTMLInputElement && !TYPES_WITHOUT_TEXT.includes(target.type) ? target : null;
}

/** The fields that a sign could come to stand in: the one it is typed into, and the one that digits there are handed to. */
export function fieldsOf(target: EventTarget | null): Field[] {
  const handed = target instanceof HTMLElement ? document.getElementById(target.dataset['digitsTo'] ?? '') : null;
  return [fieldOf(target), fieldOf(handed)].filter((field) => field !== null);
}

/** Where what is typed is a PIN: a hand that knows it is fast. */
export function isSecret(field: Field): boolean {
  return field.type === 'password';
}

/** Where words are written, a time or a few digits, and no long number: what a broken scan left there is taken out again. */
export function isForWords(field: Field): boolean {
  return field instanceof HTMLSelectElement || field.type === 'time' || field.dataset['forWords'] !== undefined;
}

/** What stands in a field now. Call the answer to put it back: the program hears of it as of typing. */
export function keepOf(field: Field): () => void {
  const value = field.value;
  return () => {
    if (!field.isConnected || field.value === value) return;
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    if (field instanceof HTMLSelectElement) field.dispatchEvent(new Event('change', { bubbles: true }));
  };
}

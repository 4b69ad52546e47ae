// Chinese input methods stay on at the counter. While one composes, Enter and the arrows belong to it; and what it has
// composed so far (`sp'jy`) is already good for searching.

/**
 * Whether a key press belongs to the input method. WebKit ends the composition before it reports the key that ended it,
 * and then only the code 229 tells.
 */
export function isComposing(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** What to search for: the separators that input methods put between syllables are not the person's. */
export function searchText(typed: string, composing: boolean): string {
  const text = typed.replaceAll(/['’`]/g, '');
  return composing ? text.replaceAll(/\s/g, '') : text.trim();
}

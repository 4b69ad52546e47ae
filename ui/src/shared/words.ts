// Every word on screen comes from the catalogue through here. Keys are checked by the compiler: a key that is not in
// the catalogue does not build.
import { useI18n } from 'vue-i18n';
import type { Language } from '@/generated/bindings';

/** The shape of the catalogue. Filled by `app/locales`, which owns the words; `shared` may not reach up to it. */
export interface Catalogue {}

/** The paths to the words of a tree. */
export type Leaves<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${Leaves<Tree[Key]>}`;
}[keyof Tree & string];

/** A key of the catalogue, such as `book.save`. */
export type WordKey = Leaves<Catalogue>;

/** Values for the braces of a sentence. `n` also chooses between singular and plural. */
export type WordValues = Record<string, string | number>;

export interface Words {
  /** The words for a key, in the language of the screen or in the one given. */
  (key: WordKey, values?: WordValues, language?: Language): string;
  /** Whether a key made from an answer of the core has words. */
  has(key: string): key is WordKey;
}

export function useWords(): Words {
  const { t, te, locale } = useI18n({ useScope: 'global' });
  const words = (key: WordKey, values: WordValues = {}, language?: Language): string => {
    const spoken = language ?? locale.value;
    const bare = Object.keys(values).length === 0;
    const known = bare ? plain.get(spoken)?.get(key) : undefined;
    if (known !== undefined) return known;
    const plural = typeof values['n'] === 'number' ? { plural: values['n'] } : {};
    const said = t(key, values, { ...plural, locale: spoken });
    if (bare) remember(spoken, key, said);
    return said;
  };
  return Object.assign(words, { has: (key: string): key is WordKey => te(key) });
}

/** Words without values, by language: a full board asks for the same few hundreds of times. */
const plain = new Map<string, Map<WordKey, string>>();

function remember(language: string, key: WordKey, said: string): void {
  const known = plain.get(language) ?? new Map<WordKey, string>();
  plain.set(language, known.set(key, said));
}

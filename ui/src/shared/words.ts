// Every word on screen comes from the catalogue through here. Keys are checked by the compiler: a key that is not in
// the catalogue does not build.
import { useI18n } from 'vue-i18n';
import type { Language } from '@/generated/bindings';

/** The shape of the catalogue. Filled by `app/locales`, which owns the words; `shared` may not reach up to it. */
export interface Catalogue {}

type Leaves<Tree> = {
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
  const { t, te, locale, messages } = useI18n({ useScope: 'global' });
  const words = (key: WordKey, values: WordValues = {}, language?: Language): string => {
    const spoken = language ?? locale.value;
    const plain = plainOf(spoken, () => (messages.value as Record<string, unknown>)[spoken]).get(key);
    if (plain !== undefined) return plain.replace(VALUE, (_, name: string) => String(values[name] ?? ''));
    const plural = typeof values['n'] === 'number' ? { plural: values['n'] } : {};
    return t(key, values, { ...plural, locale: spoken });
  };
  return Object.assign(words, { has: (key: string): key is WordKey => te(key) });
}

const VALUE = /\{(\w+)\}/g;
/** What only the catalogue's own reader understands: several forms, links, signs that are not meant so. */
const READ = /[{}|@\\]/;

/** Messages that are what they say, but for values by their names: a change of language asks for hundreds, and reading each anew
 * takes its time. By language. */
const catalogues = new Map<string, ReadonlyMap<string, string>>();

function plainOf(language: string, tree: () => unknown): ReadonlyMap<string, string> {
  const known = catalogues.get(language);
  if (known) return known;
  const found = new Map(leaves(tree(), '').filter(([, message]) => !READ.test(message.replace(VALUE, ''))));
  catalogues.set(language, found);
  return found;
}

function leaves(tree: unknown, path: string): [string, string][] {
  if (typeof tree === 'string') return [[path, tree]];
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, branch]) => leaves(branch, path === '' ? key : `${path}.${key}`));
}

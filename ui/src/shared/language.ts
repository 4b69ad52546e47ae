// The language of the screen, and names in it. The choice belongs to this PC, so it is kept in the web view's storage
// and not in the journal.
import { ref, watch } from 'vue';
import type { Language, Names } from '@/generated/bindings';
import { LANGUAGES } from './choices';

const KEPT_AS = 'yanshi.language';

function kept(): Language {
  const value = localStorage.getItem(KEPT_AS);
  return LANGUAGES.find((language) => language === value) ?? 'zh-Hans';
}

/** The language in use; assign to change it everywhere at once. */
export const language = ref<Language>(kept());

watch(language, (chosen) => localStorage.setItem(KEPT_AS, chosen));

/** A name in a language. */
export function nameIn(names: Names, chosen: Language): string {
  switch (chosen) {
    case 'zh-Hans':
      return names.zh_hans;
    case 'zh-Hant':
      return names.zh_hant;
    case 'en':
      return names.en;
  }
}

/** A name in the language of the screen. */
export function nameOf(names: Names): string {
  return nameIn(names, language.value);
}

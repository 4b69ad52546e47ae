// The catalogues in use. Messages are interpreted, never compiled into functions: the CSP forbids that.
import { watchEffect } from 'vue';
import { createI18n } from 'vue-i18n';
import { language } from '@/shared/language';
import { en } from './locales/en';
import { zhHans, type Words as AllWords } from './locales/zh-Hans';
import { zhHant } from './locales/zh-Hant';

declare module '@/shared/words' {
  interface Catalogue extends AllWords {}
}

export const i18n = createI18n({
  legacy: false,
  locale: language.value,
  messages: { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en },
  // A missing word is a mistake that tests catch; on screen its key is more honest than another language.
  fallbackLocale: false,
});

watchEffect(() => {
  i18n.global.locale.value = language.value;
  document.documentElement.lang = language.value;
  document.title = i18n.global.t('app.name');
});

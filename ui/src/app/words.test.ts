// Words are what the catalogue's own reader says, whichever way they come.
import { mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { defineComponent, h } from 'vue';
import { useWords, type WordKey, type Words } from '@/shared/words';
import { LANGUAGES } from '@/shared/choices';
import { i18n } from './i18n';
import { zhHans } from './locales/zh-Hans';

type Tree = { [key: string]: string | Tree };
const keysOf = (tree: Tree, path = ''): string[] => Object.entries(tree).flatMap(([key, branch]) => (typeof branch === 'string' ? [path + key] : keysOf(branch, `${path}${key}.`)));

let words: Words;
mount(defineComponent({ setup: () => ((words = useWords()), () => h('p')) }), { global: { plugins: [i18n] } });

it.each(LANGUAGES)('%s', (language) => {
  const names = [...new Set([...JSON.stringify(i18n.global.messages.value[language]).matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))];
  const differing = [1, 3].flatMap((n) => {
    const values = { ...Object.fromEntries(names.map((name) => [name, `<${name}>`])), n };
    return keysOf(zhHans).filter((key) => words(key as WordKey, values, language) !== i18n.global.t(key, values, { plural: n, locale: language }));
  });
  expect(differing).toEqual([]);
});

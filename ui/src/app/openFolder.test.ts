// Whoever can open the names is named, in every language.
import { mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { i18n } from './i18n';
import { LANGUAGES } from '@/shared/choices';
import OpenFolder from '@/features/settings/OpenFolder.vue';

it.each(LANGUAGES)('%s', (language) => {
  i18n.global.locale.value = language;
  const shown = mount(OpenFolder, {
    props: { open: [{ place: 'hall.key', to: 'account', account: 'S-1-5-21-7', way: 'reads' }, { place: '.', to: 'everyone', account: '', way: 'owns' }] },
    global: { plugins: [i18n] },
  });
  const lines = shown.findAll('li').map((line) => line.text());
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/hall\.key.*S-1-5-21-7/);
  expect(lines[1]).not.toMatch(/^\.|\{|open\./);
});

// What screens rely on: the hooks and attributes of a part stand on its control, and half-composed text is not taken.
import { mount } from '@vue/test-utils';
import { expect, it } from 'vitest';
import AppButton from './AppButton.vue';
import AppCheck from './AppCheck.vue';
import AppInput from './AppInput.vue';
import AppSelect from './AppSelect.vue';
import AppTable from './AppTable.vue';

it.each([
  ['button', mount(AppButton, { attrs: { 'data-testid': 'it', disabled: true } })],
  ['input', mount(AppInput, { props: { modelValue: '' }, attrs: { 'data-testid': 'it', disabled: true } })],
  ['textarea', mount(AppInput, { props: { modelValue: '', lines: 2 }, attrs: { 'data-testid': 'it', disabled: true } })],
  ['select', mount(AppSelect, { props: { modelValue: '' }, attrs: { 'data-testid': 'it', disabled: true } })],
  ['input', mount(AppCheck, { props: { modelValue: false }, attrs: { 'data-testid': 'it', disabled: true } })],
])('the hook stands on the %s', (tag, part) => {
  const control = part.get<HTMLButtonElement>('[data-testid=it]');
  expect(control.element.tagName).toBe(tag.toUpperCase());
  expect(control.element.disabled).toBe(true);
});

it('a button sends no form unless it says so', () => {
  expect(mount(AppButton).get('button').attributes('type')).toBe('button');
  expect(mount(AppButton, { attrs: { type: 'submit' } }).get('button').attributes('type')).toBe('submit');
});

it('takes what an input method has finished, and nothing before', async () => {
  const part = mount(AppInput, { props: { modelValue: '' }, attachTo: document.body });
  const input = part.get('input');
  await input.trigger('compositionstart');
  input.element.value = "sp'jy";
  await input.trigger('input');
  expect(part.emitted('update:modelValue')).toBeUndefined();
  input.element.value = '食品经营';
  await input.trigger('compositionend');
  expect(part.emitted('update:modelValue')?.at(-1)).toEqual(['食品经营']);
  part.unmount();
});

it('hands on a choice and a tick', async () => {
  const select = mount(AppSelect, { props: { modelValue: 'a' }, slots: { default: '<option value="a">a</option><option value="b">b</option>' } });
  await select.get('select').setValue('b');
  expect(select.emitted('update:modelValue')).toEqual([['b']]);
  const check = mount(AppCheck, { props: { modelValue: false } });
  await check.get('input').setValue(true);
  expect(check.emitted('update:modelValue')).toEqual([[true]]);
});

it('a table has the heads it is told, some for ears alone', () => {
  const heads = mount(AppTable, { props: { heads: ['name', { unseen: 'what to do' }] } }).findAll('th');
  expect(heads.map((head) => [head.text(), head.find('.unseen').exists()])).toEqual([['name', false], ['what to do', true]]);
  expect(mount(AppTable).find('thead').exists()).toBe(false);
});

// The item box as fingers meet it: input method on, Enter, arrows, Backspace.
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createI18n } from 'vue-i18n';
import type { ItemHit } from '@/generated/bindings';
import { rpc } from '@/platform';
import ItemBox from './ItemBox.vue';

vi.mock('@/platform', () => ({ rpc: vi.fn(), toFailure: (thrown: unknown) => thrown }));
const core = vi.mocked(rpc);

const hit = (item: number, name: string): ItemHit => ({
  item, names: { zh_hans: name, zh_hant: name, en: name }, matched: name, marks: [], departments: [], window_minutes: 20, excluded: false,
});

let box: VueWrapper;

function open(items: number[] = []): void {
  const i18n = createI18n({ legacy: false, locale: 'x', missingWarn: false, fallbackWarn: false });
  box = mount(ItemBox, {
    props: { items, names: new Map(), wrong: false, modelValue: '', 'onUpdate:modelValue': (text: string) => box.setProps({ modelValue: text }) },
    global: { plugins: [i18n, [VueQueryPlugin, { queryClient: new QueryClient() }]] },
    attachTo: document.body,
  });
}

const input = () => box.get<HTMLInputElement>('[data-testid=item-input]');
const searched = (): string[] => core.mock.calls.map(([, asked]) => ('text' in asked ? asked.text : ''));

async function type(text: string, isComposing = false): Promise<void> {
  input().element.value = text;
  input().element.dispatchEvent(new InputEvent('input', { isComposing, bubbles: true }));
  await flushPromises();
}

async function press(key: string, part: KeyboardEventInit & { keyCode?: number } = {}): Promise<void> {
  await input().trigger('keydown', { key, ...part });
  await flushPromises();
}

beforeEach(() => core.mockReset().mockResolvedValue({ hits: [hit(4, '食品经营许可'), hit(9, '食品生产许可')], total: 2 }));
afterEach(() => box.unmount());

it('searches the composition text, without the separators of the input method', async () => {
  open();
  await type("sp'jy", true);
  expect(searched()).toEqual(['spjy']);
  expect(box.findAll('[data-testid=item-option]')).toHaveLength(2);
  expect(input().element.value).toBe("sp'jy");
});

it('takes the hit under the finger with Enter and empties the box', async () => {
  open();
  await type('spjy');
  await press('ArrowDown');
  await press('Enter');
  expect(box.emitted('add')).toEqual([[expect.objectContaining({ item: 9 })]]);
  expect(input().element.value).toBe('');
});

it('leaves Enter and arrows to the input method while it composes', async () => {
  open();
  await type("sp'jy", true);
  await press('Enter', { isComposing: true });
  await press('ArrowDown', { isComposing: true });
  await press('Enter', { keyCode: 229 });
  expect(box.emitted('add')).toBeUndefined();
  await press('Enter');
  expect(box.emitted('add')).toEqual([[expect.objectContaining({ item: 4 })]]);
});

it('does not offer what is already chosen', async () => {
  open([4]);
  await type('sp');
  expect(box.findAll('[data-testid=item-option]').map((option) => option.attributes('data-item'))).toEqual(['9']);
});

it('goes on with Enter and takes back the last item with Backspace when the box is empty', async () => {
  open([4, 9]);
  await press('Enter');
  expect(box.emitted('onward')).toHaveLength(1);
  await press('Backspace');
  expect(box.emitted('remove')).toEqual([[9]]);
});

it('closes the list with Esc and keeps what was typed', async () => {
  open();
  await type('spjy');
  await press('Escape');
  expect(box.findAll('[data-testid=item-option]')).toHaveLength(0);
  expect(input().element.value).toBe('spjy');
});

// What happy-dom lays out has no size; that something can be seen is said by hand.
import { mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { defineComponent, h, nextTick, ref, type Ref } from 'vue';
import AppDialog from '../parts/AppDialog.vue';
import AppDrawer from '../parts/AppDrawer.vue';
import PopPanel from '../parts/PopPanel.vue';
import { pressed, shortcuts } from '../shortcuts';

vi.mock('../words', () => ({ useWords: () => (key: string) => key }));

let page: VueWrapper;
let drawer: Ref<boolean>;
let dialog: Ref<boolean>;
let opened: string[];
const at = (id: string): HTMLElement => document.getElementById(id)!;
const field = (id: string) => h('input', { id });
const press = (key: string, more: KeyboardEventInit = {}): boolean =>
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
const settled = async (): Promise<void> => {
  await nextTick();
  await new Promise((resolve) => setTimeout(resolve));
};

beforeEach(async () => {
  vi.spyOn(HTMLElement.prototype, 'getClientRects').mockReturnValue([{}] as unknown as DOMRectList);
  [drawer, dialog, opened] = [ref(false), ref(false), []];
  page = mount(defineComponent(() => () => [
    field('below'),
    drawer.value ? h(AppDrawer, { title: 'drawer', width: 400, onClose: () => (drawer.value = false), onOpened: () => opened.push('drawer') }, () => [field('in-drawer'), field('in-drawer-too')]) : null,
    dialog.value ? h(AppDialog, { title: 'dialog', width: 400, onClose: () => (dialog.value = false), onOpened: () => opened.push('dialog') }, () => field('in-dialog')) : null,
  ]), { attachTo: document.body });
  at('below').focus();
});
afterEach(() => {
  page.unmount();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

async function open(...which: Ref<boolean>[]): Promise<void> {
  for (const one of which) {
    one.value = true;
    await settled();
  }
}

it('takes the focus, tells of it, and gives it back', async () => {
  await open(drawer);
  expect(document.activeElement?.getAttribute('role')).toBe('dialog');
  expect(opened).toEqual(['drawer']);
  press('Escape');
  await settled();
  expect(document.querySelector('[role="dialog"]')).toBeNull();
  expect(document.activeElement).toBe(at('below'));
});

it('Esc closes the one on top alone', async () => {
  await open(drawer);
  at('in-drawer').focus();
  await open(dialog);
  press('Escape');
  await settled();
  expect([drawer.value, dialog.value]).toEqual([true, false]);
  expect(document.activeElement).toBe(at('in-drawer'));
});

it('nothing of the page acts on the Esc that closes it', async () => {
  const run = vi.fn();
  shortcuts.add({ combo: 'Escape', label: 'keys.escape', run });
  window.addEventListener('keydown', pressed);
  await open(drawer);
  at('below').dispatchEvent(new Event('pointerdown', { bubbles: true }));
  at('below').focus();
  press('Escape');
  await settled();
  expect([drawer.value, run.mock.calls.length]).toEqual([false, 0]);
  press('Escape');
  expect(run).toHaveBeenCalledOnce();
  window.removeEventListener('keydown', pressed);
  shortcuts.clear();
});

it('a small panel takes Esc only while it is open', async () => {
  const heard = vi.fn();
  const panel = mount(PopPanel, { props: { label: 'panel', testid: 'opener' }, slots: { default: () => field('in-panel') }, attachTo: document.body });
  document.addEventListener('keydown', heard);
  await panel.get('button').trigger('click');
  at('in-panel').focus();
  press('Escape');
  await settled();
  expect([document.getElementById('in-panel'), heard.mock.calls.length]).toEqual([null, 0]);
  expect(document.activeElement).toBe(panel.get('button').element);
  press('Escape');
  expect(heard).toHaveBeenCalledOnce();
  document.removeEventListener('keydown', heard);
  panel.unmount();
});

it('Tab goes round in it', async () => {
  await open(drawer);
  at('in-drawer-too').focus();
  expect(press('Tab')).toBe(false);
  expect(document.activeElement?.getAttribute('aria-label')).toBe('slip.close');
  press('Tab', { shiftKey: true });
  expect(document.activeElement).toBe(at('in-drawer-too'));
  at('in-drawer').focus();
  expect(press('Tab')).toBe(true);
});

it('the focus that leaves without a press comes back; after a press it stays', async () => {
  await open(drawer);
  at('in-drawer').focus();
  press('a');
  at('below').focus();
  await settled();
  expect(document.activeElement).toBe(at('in-drawer'));
  at('below').dispatchEvent(new Event('pointerdown', { bubbles: true }));
  at('below').focus();
  await settled();
  expect(document.activeElement).toBe(at('below'));
});

it('whoever went elsewhere before it closed stays there', async () => {
  await open(drawer);
  document.body.append(Object.assign(document.createElement('input'), { id: 'elsewhere' }));
  at('elsewhere').dispatchEvent(new Event('pointerdown', { bubbles: true }));
  at('elsewhere').focus();
  drawer.value = false;
  await settled();
  expect(document.activeElement).toBe(at('elsewhere'));
});

it('a press beside it closes it, and one that only ends there does not', async () => {
  await open(dialog);
  const veil = document.querySelector('.veil')!;
  const on = (target: Element, type: string): boolean => target.dispatchEvent(new MouseEvent(type, { bubbles: true }));
  on(at('in-dialog'), 'mousedown');
  on(veil, 'click');
  expect(dialog.value).toBe(true);
  on(veil, 'mousedown');
  on(veil, 'click');
  expect(dialog.value).toBe(false);
});

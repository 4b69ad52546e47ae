import { defineComponent, nextTick } from 'vue';
import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Slip } from '@/generated/bindings';
import { clearPaper, LIMIT_MILLISECONDS, onPaper, printPaper, UNBEGUN_MILLISECONDS, usePreviewPrinting } from './print';

const slip = (number: string) => ({ number }) as Slip;
const print = (number: string): Promise<void> => printPaper({ kind: 'slips', slips: [slip(number)] });
const lying = (): string => (onPaper.value?.kind === 'slips' ? (onPaper.value.slips[0]?.number ?? '') : '');
const tell = (name: 'beforeprint' | 'afterprint'): void => void window.dispatchEvent(new Event(name));
let printed: string[];

beforeEach(() => {
  vi.useFakeTimers();
  printed = [];
  window.print = () => {
    printed.push(lying());
    tell('beforeprint');
  };
});
afterEach(async () => {
  clearPaper();
  await flushPromises();
  vi.useRealTimers();
});

it('lies there until the browser says it is done, and then nothing is left', async () => {
  void print('a');
  await flushPromises();
  expect([printed, lying()]).toEqual([['a'], 'a']);
  tell('afterprint');
  await flushPromises();
  expect(onPaper.value).toBeNull();
});

it('prints one after the other, each with its own person', async () => {
  const both = Promise.all([print('a'), print('b')]);
  await flushPromises();
  expect([printed, lying()]).toEqual([['a'], 'a']);
  tell('afterprint');
  await flushPromises();
  expect([printed, lying()]).toEqual([['a', 'b'], 'b']);
  tell('afterprint');
  await both;
  expect(onPaper.value).toBeNull();
});

it('does not wait for ever: less for a browser that never began', async () => {
  void print('a');
  await flushPromises();
  await vi.advanceTimersByTimeAsync(LIMIT_MILLISECONDS - 1);
  expect(lying()).toBe('a');
  await vi.advanceTimersByTimeAsync(1);
  expect(onPaper.value).toBeNull();
  window.print = () => undefined;
  void print('b');
  await flushPromises();
  await vi.advanceTimersByTimeAsync(UNBEGUN_MILLISECONDS);
  expect(onPaper.value).toBeNull();
});

it('a browser that cannot print leaves nothing either, and the next paper is printed', async () => {
  window.print = () => {
    throw new Error('no printer');
  };
  await expect(print('a')).rejects.toThrow('no printer');
  expect(onPaper.value).toBeNull();
  window.print = () => {
    printed.push(lying());
    tell('beforeprint');
    tell('afterprint');
  };
  await print('b');
  expect(printed).toEqual(['b']);
});

it('the next person at the screen gets nothing of what was under way', async () => {
  const both = Promise.all([print('a'), print('b')]);
  await flushPromises();
  clearPaper();
  expect(onPaper.value).toBeNull();
  await both;
  await nextTick();
  expect(printed).toEqual(['a']);
});

it('the browser’s own menu prints the preview on top, and nothing of what lies under a dialog', () => {
  const root = defineComponent({ setup: () => usePreviewPrinting(() => 'a5'), template: '<div id="print-root" />' });
  const preview = (name: string): string => `<div data-preview><p class="sheet">${name}</p></div>`;
  const page = mount(root, { attachTo: document.body });
  const lies = vi.spyOn(HTMLElement.prototype, 'getClientRects').mockReturnValue([{}] as unknown as DOMRectList);
  const dialog = (inside: string, where: InsertPosition = 'beforeend'): void =>
    document.body.insertAdjacentHTML(where, `<div><div role="dialog" aria-modal="true">${inside}</div></div>`);
  const prints = (): string => {
    tell('beforeprint');
    const text = document.querySelector('#print-root')?.textContent ?? '';
    tell('afterprint');
    return text;
  };
  document.body.insertAdjacentHTML('afterbegin', preview('card'));
  expect(prints()).toBe('card');
  dialog(preview('A'));
  expect(prints()).toBe('A');
  dialog(preview('under A'), 'afterbegin');
  expect(prints()).toBe('A');
  dialog('B');
  expect(prints()).toBe('');
  lies.mockRestore();
  page.unmount();
  document.body.replaceChildren();
});

// What happy-dom lays out has no size; that something can be seen is said by hand.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { inPlaceOf, keepFocus } from './keepFocus';

let stop: () => void;
const settled = async (): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve));
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => setTimeout(resolve))));
};
const at = (id: string): HTMLElement => document.getElementById(id)!;

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'getClientRects').mockReturnValue([{}] as unknown as DOMRectList);
  document.body.innerHTML = '<main id="main"><ol id="list"><li id="a"><button id="a1">a</button></li><li id="b"><button id="b1">b</button></li><li id="c"><button id="c1">c</button></li></ol><p id="text"></p></main>';
  stop = keepFocus();
});
afterEach(() => {
  stop();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

it('goes along with what is moved in its list', async () => {
  at('a1').focus();
  at('list').append(at('a'));
  at('a1').blur();
  await settled();
  expect(document.activeElement).toBe(at('a1'));
});

it('goes to what stands in the place of what is gone', async () => {
  at('b1').focus();
  at('b').remove();
  await settled();
  expect(document.activeElement).toBe(at('c1'));
  at('c').remove();
  await settled();
  expect(document.activeElement).toBe(at('a1'));
});

it('comes back to what was barred for a moment', async () => {
  const button = at('a1') as HTMLButtonElement;
  button.focus();
  button.disabled = true;
  button.blur();
  await settled();
  button.disabled = false;
  await settled();
  expect(document.activeElement).toBe(button);
});

it('leaves alone who has the focus elsewhere, and who pressed beside everything', async () => {
  at('b1').focus();
  at('c1').focus();
  at('b').remove();
  await settled();
  expect(document.activeElement).toBe(at('c1'));
  at('text').dispatchEvent(new Event('pointerdown', { bubbles: true }));
  at('c1').blur();
  at('c').remove();
  await settled();
  expect(document.activeElement).toBe(document.body);
});

it('finds the dialog itself where nothing in it can have it', () => {
  document.body.innerHTML = '<div id="dialog" role="dialog" tabindex="-1"><p id="gap"></p></div>';
  expect(inPlaceOf({ before: null, after: null, parent: at('gap') })).toBe(at('dialog'));
});

import { expect, it } from 'vitest';
import { repetition } from './repeat';

function made(tag: string, value = ''): HTMLElement {
  const element = document.createElement(tag);
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) element.value = value;
  return element;
}
const key = (name: string, target: EventTarget, held: Partial<KeyboardEvent> = {}) =>
  repetition({ key: name, ctrlKey: false, metaKey: false, altKey: false, ...held, target });

it.each([
  ['3', 'none'], ['a', 'none'], ['x', 'none'], ['Enter', 'none'], [' ', 'none'], ['Escape', 'none'], ['F1', 'none'], ['Delete', 'none'], ['Backspace', 'none'],
  ['ArrowDown', 'goes_on'], ['End', 'goes_on'], ['Tab', 'goes_on'],
] as const)('on a line or a button, %s held down: %s', (name, what) => {
  expect(key(name, made('tr'))).toBe(what);
  expect(key(name, made('button'))).toBe(what);
});

it.each([['e'], ['z'], ['p'], ['Enter']])('no combination acts twice: Alt+%s, Ctrl+%s', (name) => {
  expect(key(name, made('tr'), { altKey: true })).toBe('none');
  expect(key(name, made('input', '王'), { altKey: true })).toBe('none');
  expect(key(name, made('tr'), { ctrlKey: true })).toBe('none');
});

it('writing goes on, and nobody else hears it', () => {
  expect(key('3', made('input'))).toBe('text_only');
  expect(key('Backspace', made('input', '王'))).toBe('goes_on');
  expect(key('Enter', made('textarea', '王'))).toBe('text_only');
  expect(key('z', made('input', '王'), { ctrlKey: true })).toBe('text_only');
});

it('what is empty has nothing left to delete, and Enter in a line saves once', () => {
  expect(key('Backspace', made('input'))).toBe('none');
  expect(key('Enter', made('input', '王'))).toBe('none');
  expect(key('p', made('input', '王'), { ctrlKey: true })).toBe('none');
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ref } from 'vue';
import type { Failure } from '@/generated/bindings';
import { useDialogForm } from './useDialogForm';

const REFUSED: Failure = { code: 'request.fields', params: {}, confirmable: false, fields: [] };
const [busy, failure, root] = [ref(false), ref<Failure | null>(null), ref<HTMLElement | null>(null)];
const send = vi.fn<() => Promise<unknown>>();
const refuse = vi.fn();
const at = (id: string): HTMLElement => document.getElementById(id)!;

beforeEach(() => {
  document.body.innerHTML = '<form id="form"><input id="first"><input id="second"></form>';
  [busy.value, failure.value, root.value] = [false, null, at('form')];
  send.mockReset();
  refuse.mockReset();
});
afterEach(() => document.body.replaceChildren());

it('is done, and nothing is refused', async () => {
  send.mockResolvedValue({});
  expect(await useDialogForm(root, { busy, failure, send, refuse }).submit()).toBe(true);
  expect(refuse).not.toHaveBeenCalled();
});

it('spreads a refusal, and the cursor goes to what is wrong', async () => {
  failure.value = REFUSED;
  refuse.mockImplementation(() => at('second').setAttribute('aria-invalid', 'true'));
  expect(await useDialogForm(root, { busy, failure, send, refuse }).submit()).toBe(false);
  expect(refuse).toHaveBeenCalledExactlyOnceWith(REFUSED);
  expect(document.activeElement).toBe(at('second'));
});

it('is not sent while it is under way, nor before it may be', async () => {
  busy.value = true;
  expect(await useDialogForm(root, { busy, failure, send, refuse }).submit()).toBe(false);
  busy.value = false;
  expect(await useDialogForm(root, { busy, failure, ready: () => false, send, refuse }).submit()).toBe(false);
  expect(send).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(at('first'));
});

it('Enter sends from a field, not from a button, and not while something is composed', () => {
  const form = useDialogForm(root, { busy, failure, send, refuse });
  const enter = (isComposing: boolean): KeyboardEvent => new KeyboardEvent('keydown', { key: 'Enter', isComposing, cancelable: true });
  expect(form.isSent(enter(false))).toBe(true);
  expect(form.isSent(enter(true))).toBe(false);
});

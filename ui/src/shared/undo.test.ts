// Taking back, newest first, whatever did it; against a core that answers what each test says.
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FailureCode } from '@/generated/bindings';
import { rpc, RpcError } from '@/platform';
import { deedOf } from './data/deedOf';
import { noteTyping, wasTypedIn } from './keys/typedIn';
import { pressed, shortcuts } from './shortcuts';
import { deeds, forgetDeeds, noteDeed, refused, undone, useUndoing, type Undoing } from './undo';

vi.mock('@/platform', async (original) => ({ ...(await original<typeof import('@/platform')>()), rpc: vi.fn() }));
const core = vi.mocked(rpc);
const deed = (token: string, name = token) => ({ what: 'undo.what.cancelled' as const, name, undo: { token, until: '2026-11-28T10:01:00' } });
const refuse = (code: FailureCode, confirmable = false) => () => Promise.reject(new RpcError({ code, params: {}, fields: [], confirmable }));
const tokens = () => core.mock.calls.map(([, input]) => (input as { token: string }).token);
let undoing: Undoing;

beforeEach(() => {
  forgetDeeds();
  core.mockReset().mockResolvedValue({} as never);
  mount({ setup: () => ((undoing = useUndoing()), () => null) }, { global: { plugins: [[VueQueryPlugin, { queryClient: new QueryClient() }]] } });
});

describe('taking back', () => {
  it('goes over everything of the last minute, newest first, and says what it was', async () => {
    ['a', 'b', 'c'].forEach((token) => noteDeed(deed(token)));
    const said: unknown[] = [];
    for (let times = 0; times < 4; times += 1) said.push((await undoing.undo())?.name);
    expect([tokens(), said, undone.value?.name]).toEqual([['c', 'b', 'a'], ['c', 'b', 'a', undefined], 'a']);
  });

  it('takes one at a time, however often the key is pressed', async () => {
    ['a', 'b'].forEach((token) => noteDeed(deed(token)));
    await Promise.all([undoing.undo(), undoing.undo(), undoing.undo()]);
    expect([tokens(), deeds.value.map(({ name }) => name)]).toEqual([['b'], ['a']]);
  });

  it('takes the one that is meant', async () => {
    ['a', 'b'].forEach((token) => noteDeed(deed(token)));
    await undoing.undo('a');
    expect([tokens(), undoing.last.value?.name]).toEqual([['a'], 'b']);
  });

  it('says why it cannot, and goes on to the one before', async () => {
    ['a', 'b'].forEach((token) => noteDeed(deed(token)));
    core.mockImplementationOnce(refuse('undo.changed_meanwhile'));
    expect(await undoing.undo()).toBeNull();
    expect(refused.value).toMatchObject({ deed: { name: 'b' }, failure: { code: 'undo.changed_meanwhile' } });
    expect((await undoing.undo())?.name).toBe('a');
  });

  it('keeps what is only asked about, and what the core did not hear of', async () => {
    noteDeed(deed('a'));
    core.mockImplementationOnce(refuse('undo.changed_meanwhile', true)).mockImplementationOnce(refuse('door.unreachable'));
    await undoing.undo();
    await undoing.undo();
    expect(deeds.value).toHaveLength(1);
  });

  it('knows that what is older than too late is too late', async () => {
    ['a', 'b', 'c'].forEach((token) => noteDeed(deed(token)));
    core.mockImplementationOnce(refuse('undo.too_late'));
    await undoing.undo('b');
    expect(deeds.value.map(({ name }) => name)).toEqual(['c']);
  });
});

it('every answer that offers it is noted, by the name it was given or the number of its slip', () => {
  const undo = { token: 'u', until: '' };
  expect(deedOf('booking_make', { undo, slip: { number: '202 398 9198' } }, {})).toMatchObject({ what: 'undo.what.made', name: '202 398 9198' });
  expect(deedOf('call_record', { undo }, { what: 'undo.what.call_release', name: '王*' })).toMatchObject({ what: 'undo.what.call_release', name: '王*' });
  expect([deedOf('day_move', { undo: null }, {}), deedOf('draft_keep', null, {}), deedOf('pulse', {}, {})]).toEqual([null, null, null]);
});

describe('Ctrl+Z in a field', () => {
  function pressIn(field: HTMLInputElement): boolean {
    const run = vi.fn();
    const shortcut = { combo: 'Ctrl+Z', label: 'keys.undo' as const, run, exceptInText: true };
    shortcuts.add(shortcut);
    const event = new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, cancelable: true });
    field.addEventListener('keydown', pressed, { once: true });
    field.dispatchEvent(event);
    shortcuts.delete(shortcut);
    return run.mock.calls.length > 0;
  }
  const typeInto = (field: HTMLInputElement, text: string): void => {
    field.value = text;
    field.addEventListener('input', noteTyping, { once: true });
    field.dispatchEvent(new Event('input'));
  };

  it('is the text\'s own, also when all of it was deleted again; after the next act the field is fresh', async () => {
    const field = document.body.appendChild(document.createElement('input'));
    expect(pressIn(field)).toBe(true);
    typeInto(field, '王');
    expect(pressIn(field)).toBe(false);
    typeInto(field, '');
    expect([pressIn(field), wasTypedIn(field)]).toEqual([false, true]);
    noteDeed(deed('a'));
    expect(pressIn(field)).toBe(true);
    await flushPromises();
  });
});

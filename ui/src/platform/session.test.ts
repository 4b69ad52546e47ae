import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FailureCode } from '@/generated/bindings';
import { isSessionRefusal, sessionKeeper } from './session';

let stored: Map<string, string>;
const keeper = () =>
  sessionKeeper({
    getItem: (name) => stored.get(name) ?? null,
    setItem: (name, value) => void stored.set(name, value),
    removeItem: (name) => void stored.delete(name),
  });

beforeEach(() => (stored = new Map()));

it.each<[FailureCode, boolean]>([
  ['session.none', true],
  ['session.locked', true],
  ['permission.denied', false],
])('%s speaks of the session: %s', (code, expected) => expect(isSessionRefusal(code)).toBe(expected));

describe('the session of the window', () => {
  it('survives a reload of the page, until it is given up', () => {
    keeper().keep('t1');
    expect(keeper().token()).toBe('t1');
    keeper().keep(null);
    expect(keeper().token()).toBeNull();
  });

  it('is gone when the core knows it no more, and those who listen are told', () => {
    const [window, heard] = [keeper(), vi.fn()];
    window.keep('t1');
    window.onRefusal(heard);
    window.refused('session.none', 't1');
    expect(window.token()).toBeNull();
    expect(heard).toHaveBeenCalledExactlyOnceWith('session.none');
  });

  it('is kept when it is locked: the same person unlocks it', () => {
    const window = keeper();
    window.keep('t1');
    window.refused('session.locked', 't1');
    expect(window.token()).toBe('t1');
  });

  it('is not touched by an answer to the one before', () => {
    const [window, heard] = [keeper(), vi.fn()];
    window.keep('t2');
    window.onRefusal(heard);
    window.refused('session.none', 't1');
    window.refused('session.none', null);
    expect(window.token()).toBe('t2');
    expect(heard).not.toHaveBeenCalled();
  });

  it('tells nobody who has stopped listening', () => {
    const [window, heard] = [keeper(), vi.fn()];
    window.onRefusal(heard)();
    window.refused('session.locked', null);
    expect(heard).not.toHaveBeenCalled();
  });
});

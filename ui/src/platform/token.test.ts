import { describe, expect, it, vi } from 'vitest';
import { takeToken, type Surroundings } from './token';

const TOKEN = 'a'.repeat(64);

function page(hash: string, kept: string | null = null) {
  const stored = new Map(kept === null ? [] : [['yanshi.token', kept]]);
  const surroundings: Surroundings = {
    location: { hash, pathname: '/', search: '' },
    history: { replaceState: vi.fn() },
    sessionStorage: { getItem: (name) => stored.get(name) ?? null, setItem: (name, value) => void stored.set(name, value) },
  };
  return { surroundings, stored };
}

describe('takeToken', () => {
  it('takes the token out of the address bar', () => {
    const { surroundings, stored } = page(`#${TOKEN}`);
    expect(takeToken(surroundings)).toBe(TOKEN);
    expect(surroundings.history.replaceState).toHaveBeenCalledWith(null, '', '/');
    expect(stored.get('yanshi.token')).toBe(TOKEN);
  });

  it('survives a reload of the page', () => expect(takeToken(page('', TOKEN).surroundings)).toBe(TOKEN));

  it('takes a new token over an old one', () => {
    const { surroundings } = page(`#${'b'.repeat(64)}`, TOKEN);
    expect(takeToken(surroundings)).toBe('b'.repeat(64));
  });

  it('takes nothing for a token that cannot be one', () => expect(takeToken(page('#x').surroundings)).toBeNull());
});

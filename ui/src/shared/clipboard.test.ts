import { afterEach, expect, it, vi } from 'vitest';
import { copyText } from './clipboard';

const legacy = vi.fn<(command: string) => boolean>();
const clipboard = (writeText: () => Promise<void>): void => {
  vi.stubGlobal('navigator', { clipboard: { writeText } });
  Object.assign(document, { execCommand: legacy });
};
afterEach(() => {
  vi.unstubAllGlobals();
  legacy.mockReset();
});

it('copies by the clipboard, and asks no other way', async () => {
  clipboard(() => Promise.resolve());
  expect(await copyText('明天')).toBe(true);
  expect(legacy).not.toHaveBeenCalled();
});

it('copies what it selects where the clipboard is refused, and leaves nothing behind', async () => {
  let selected = '';
  legacy.mockImplementation(() => {
    selected = document.querySelector('textarea')?.value ?? '';
    return true;
  });
  clipboard(() => Promise.reject(new Error('refused')));
  expect(await copyText('烟草 17 件')).toBe(true);
  expect(selected).toBe('烟草 17 件');
  expect(document.querySelector('textarea')).toBeNull();
});

it('says so where both are refused', async () => {
  legacy.mockReturnValue(false);
  clipboard(() => Promise.reject(new Error('refused')));
  expect(await copyText('烟草')).toBe(false);
});

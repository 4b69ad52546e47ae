// No field keeps what is typed: a webview's or browser's suggestions are plain text that no erasing reaches.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '..');
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.vue'));
/** Every tag of these names with its attributes; a `>` may stand within quotes. */
const tagsOf = (file: string, names: string): string[] => readFileSync(join(SRC, file), 'utf8').match(new RegExp(`<(?:${names})\\b(?:"[^"]*"|[^">])*>`, 'g')) ?? [];

it('every field of the page says that nothing is to be kept', () => {
  const fields = files.flatMap((file) => tagsOf(file, 'input|textarea|select').map((tag) => ({ file, tag })));
  expect(fields.length).toBeGreaterThan(9);
  expect(fields.filter(({ tag }) => !/\sautocomplete="off"/.test(tag))).toEqual([]);
});

it('nobody asks a field for anything else', () => {
  const asking = files.flatMap((file) => (readFileSync(join(SRC, file), 'utf8').match(/autocomplete="(?!off"|list")[^"]*"/gi) ?? []).map((found) => ({ file, found })));
  expect(asking).toEqual([]);
});

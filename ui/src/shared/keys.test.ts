// The table of keys, read off the sources: on one screen a key means one thing, and it is shown beside what it does.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Screens with the folders whose keys work on them. Frame keys work everywhere. */
const SCREENS: Record<string, readonly string[]> = {
  book: ['app/frame/', 'features/book/'],
  service: ['app/frame/', 'features/calls/'],
  duty: ['app/frame/', 'features/duty/'],
  to_call: ['app/frame/', 'features/tocall/'],
  settings: ['app/frame/', 'features/settings/'],
  audit: ['app/frame/', 'features/audit/'],
  assist: ['app/frame/', 'features/assist/'],
};

/** Lists with keys of their own while they have the cursor. The sheet names the list beside each of them. */
const LISTS: Record<string, string> = { 'features/calls/attendanceKeys.ts': 'attendance.keys.', 'features/assist/keys.ts': 'assist.keys.' };

/** What a screen has in the place of the frame's own: the log its day bar, and F2 for what is new there. */
const INSTEAD: Record<string, (row: Row) => boolean> = {
  assist: ({ file, label }) => file === 'app/frame/DayBar.vue' || label === 'keys.items',
};

const root = join(import.meta.dirname, '..');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\.(ts|vue)$/.test(name) && !name.endsWith('.test.ts'))
  .map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));

interface Row {
  combo: string;
  label: string;
  file: string;
}

const table: Row[] = sources.flatMap(({ name, text }) =>
  [...text.matchAll(/combo: '([^']+)', label: '([^']+)'/g)].map(([, combo = '', label = '']) => ({ combo, label, file: name })),
).concat(
  // Each screen's own key stands in its row.
  [...readFileSync(join(root, 'app/frame/screens.ts'), 'utf8').matchAll(/name: '([^']+)'.*combo: '([^']+)'/g)].map(([, screen = '', combo = '']) => ({ combo, label: `keys.${screen}`, file: 'app/frame/screens.ts' })),
);
const within = ({ file }: Row, folders: readonly string[]): boolean => folders.some((folder) => file.startsWith(folder));
const rowsOf = (folders: readonly string[]): Row[] => table.filter((row) => within(row, folders) && !(row.file in LISTS));

/** Keys everybody knows, or that a control handles; the F1 sheet lists them, no button bears them. */
const UNMARKED = ['Arrows', 'Tab', 'Enter', 'Escape', 'F1', 'F2'];

it('finds the keys', () => {
  expect(table.length).toBeGreaterThan(25);
  for (const folders of Object.values(SCREENS)) expect(rowsOf(folders).length).toBeGreaterThan(4);
});

describe.each(Object.entries(SCREENS))('%s', (screen, folders) => {
  it('has one meaning a key', () => {
    const rows = rowsOf(folders).filter((row) => INSTEAD[screen]?.(row) !== true);
    const twice = rows.filter(({ combo, label }) => rows.some((other) => other.combo === combo && other.label !== label));
    expect(twice.map(({ combo, label, file }) => `${combo}: ${label} (${file})`)).toEqual([]);
  });

  it('shows each key beside its action', () => {
    const shown = sources.filter(({ name }) => folders.some((folder) => name.startsWith(folder))).map(({ text }) => text).join('\n');
    const combos = rowsOf(folders).filter(({ combo }) => !UNMARKED.includes(combo) && !/^[A-Z0-9]$/.test(combo));
    const silent = combos.filter(({ combo, file }) => !shown.includes(`combo="${combo}"`) && !shown.includes(`aria-keyshortcuts="${combo}"`) && file !== 'app/frame/screens.ts');
    expect([...new Set(silent.map(({ combo, file }) => `${combo} (${file})`))]).toEqual([]);
  });
});

it.each(Object.entries(LISTS))('%s has keys that the frame has not, each under the name of its list', (file, name) => {
  const rows = table.filter((row) => row.file === file);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter(({ label }) => !label.startsWith(name))).toEqual([]);
  expect(new Set(rows.map(({ combo }) => combo)).size).toBe(rows.length);
  const frame = rowsOf(['app/frame/']).map(({ combo }) => combo);
  expect(rows.filter(({ combo }) => frame.includes(combo))).toEqual([]);
});

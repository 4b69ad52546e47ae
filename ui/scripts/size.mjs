// Sizes of the built UI as they travel: every file gzipped. Ends with an error when a goal is missed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const GOAL_WHOLE_KB = 700;
const GOAL_FIRST_SCREEN_KB = 350;

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const sizes = new Map(files.map((file) => [file.slice(dist.length + 1), gzipSync(readFileSync(file), { level: 9 }).length]));

// The first screen is the page and whatever the page itself names.
const page = readFileSync(join(dist, 'index.html'), 'utf8');
const first = [...sizes.keys()].filter((name) => name === 'index.html' || page.includes(name));
const sum = (names) => names.reduce((total, name) => total + sizes.get(name), 0) / 1000;

const whole_kb = sum([...sizes.keys()]);
const first_screen_kb = sum(first);
for (const [name, bytes] of sizes) console.log(`${(bytes / 1000).toFixed(1).padStart(8)} kB  ${first.includes(name) ? '*' : ' '} ${name}`);
const rows = [
  { name: 'ui whole', value: whole_kb, goal: GOAL_WHOLE_KB },
  { name: 'ui first screen (*)', value: first_screen_kb, goal: GOAL_FIRST_SCREEN_KB },
].map((row) => ({ ...row, value: Number(row.value.toFixed(1)), unit: 'kB gzip', met: row.value <= row.goal }));
for (const row of rows) console.log(`${row.name}: ${row.value} ${row.unit}, goal ≤ ${row.goal}, ${row.met ? 'met' : 'MISSED'}`);
if (process.argv.includes('--json')) console.log(JSON.stringify(rows));
process.exitCode = rows.every((row) => row.met) ? 0 : 1;

// Every word exists in every language, is used, and takes the same values. That each code of a refusal has a
// sentence is a matter of types: see `failures.ts`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createI18n } from 'vue-i18n';
import { tableWords } from '@/features/audit/useAudit';
import { eventKinds } from '@/generated/bindings';
import type { Words } from '@/shared/words';
import { en } from './en';
import { zhHans } from './zh-Hans';
import { zhHant } from './zh-Hant';

type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, path = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value] as const] : [...leaves(value, `${path}${key}.`)],
    ),
  );
}

const catalogues = { 'zh-Hans': leaves(zhHans), 'zh-Hant': leaves(zhHant), en: leaves(en) };
const keys = [...catalogues['zh-Hans'].keys()];

const source = join(import.meta.dirname, '../..');
const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|vue)$/.test(name) && !/\.test\.ts$|locales|generated/.test(name))
  .map((name) => readFileSync(join(source, name), 'utf8'))
  .join('\n');

/** Keys as written out, and the beginnings of keys that are completed by a value (`mark.name.${mark}`). */
const written = new Set([...code.matchAll(/'([a-z_]+(?:\.[a-zA-Z_-]+)+)'/g)].map(([, key]) => key));
const begun = [...code.matchAll(/`([a-z_]+(?:\.[a-z_]+)*\.)\$\{/g)].map(([, beginning]) => beginning ?? '');
const completed = [...code.matchAll(/`([a-z_]+\.[a-z_.]*)\$\{[^}]*\}([a-z_]+)`/g)].map(([, start, end]) => [start ?? '', end ?? ''] as const);

function isUsed(key: string): boolean {
  return (
    written.has(key) ||
    begun.some((beginning) => key.startsWith(beginning)) ||
    completed.some(([start, end]) => key.startsWith(start) && key.endsWith(end))
  );
}

const braces = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

describe.each(Object.entries(catalogues))('%s', (_, catalogue) => {
  it('has exactly the words of 简体中文', () => expect([...catalogue.keys()].sort()).toEqual(keys.toSorted()));

  it('says something everywhere', () => expect([...catalogue].filter(([, text]) => text.trim() === '')).toEqual([]));

  it('takes the same values everywhere', () => {
    const differing = keys.filter((key) => braces(catalogue.get(key) ?? '').join() !== braces(catalogues['zh-Hans'].get(key) ?? '').join());
    expect(differing).toEqual([]);
  });
});

it('contains no word that nothing uses', () => expect(keys.filter((key) => !isUsed(key))).toEqual([]));

it('contains every word that is used', () => {
  const asked = [...code.matchAll(/(?:words|say)\(\s*'([^']+)'/g)].map(([, key]) => key ?? '');
  expect(asked.length).toBeGreaterThan(100);
  expect(asked.filter((key) => !keys.includes(key))).toEqual([]);
});

it('is written in traditional characters where it says so', () => {
  // Characters of our own words that exist in simplified writing only; 简体中文 names itself.
  const simplified = /[约办们这请还没经开关时间设备审预选单据说话让错误过实现业务页导]/;
  const wrong = [...catalogues['zh-Hant']].filter(([key, text]) => simplified.test(text) && !key.startsWith('language.'));
  expect(wrong).toEqual([]);
});

it('has words for everything that stands in the record of actions, in every language', () => {
  expect(eventKinds.length).toBeGreaterThan(30);
  for (const [language, catalogue] of Object.entries(catalogues)) {
    const kinds = eventKinds.map((kind) => catalogue.get(`audit.kind.${kind.replaceAll('.', '_')}`));
    expect(kinds.filter((word) => word === undefined || /[a-z]_|\./.test(word)), language).toEqual([]);
  }
});

it('has words for every reason an import gives', () => {
  const rust = readFileSync(join(source, '../../src-tauri/crates/domain/src/reference/import/mod.rs'), 'utf8');
  const reasons = [...rust.matchAll(/BadCell::\w+ => "([a-z_]+)"/g)].map(([, reason]) => reason ?? '');
  expect(reasons.length).toBeGreaterThan(5);
  expect(reasons.filter((reason) => !keys.includes(`import.row.${reason}`))).toEqual([]);
});

it.each(['zh-Hans', 'zh-Hant', 'en'] as const)('hands the core every word of the record of actions in %s', (locale) => {
  const { t, te } = createI18n({ legacy: false, locale, messages: { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en } }).global;
  const has = (key: string): boolean => te(key);
  const words = tableWords(Object.assign((key: string, values = {}) => t(key, values), { has }) as Words);
  expect(words.headers).toHaveLength(8);
  expect(Object.keys(words.kinds)).toEqual([...eventKinds]);
  const all = [...words.headers, ...Object.values(words.kinds), ...Object.values(words.reasons), words.program];
  expect(all.filter((word) => word === '' || word.includes('audit.') || word.includes('sessions.'))).toEqual([]);
  expect(words.seats).toContain('{more}');
  expect(words.seats).toContain('{less}');
  expect(words.unknown).toContain('{n}');
});

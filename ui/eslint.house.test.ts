// Every rule of the house finds what it forbids, in scripts and in templates, and leaves alone what it does not mean.
import { Linter } from 'eslint';
import { expect, it } from 'vitest';
import parser from 'vue-eslint-parser';
import { arrows, plugin } from './eslint.house.js';

const HEAD = '// What it is for.\n';
const template = (text: string): string => `<script setup lang="ts">\n${HEAD}</script>\n<template>${text}</template>\n`;

function found(code: string): string[] {
  const rules = Object.fromEntries(Object.keys(plugin.rules).map((name) => [`house/${name}`, 'error' as const]));
  const config = { files: ['**/*.ts', '**/*.vue'], plugins: { house: plugin as never }, rules, languageOptions: { parser } };
  const filename = code.startsWith('<script') ? 'a.vue' : 'a.ts';
  return new Linter().verify(code, config, { filename }).map(({ ruleId, message }) => ruleId ?? message);
}

it.each([
  ['keys-go-through-the-gate', "window.addEventListener('keydown', f);"],
  ['repetitions-end-at-the-gate', 'const one = event.repeat;'],
  ['one-gate', 'putGate(gate);'],
  ['bare-keys-are-known', "const key = { combo: 'A' };"],
  ['one-list-of-deeds', "rpc('undo', {});"],
  ['one-list-of-deeds', "useWrite('undo');"],
  ['one-paper', 'window.print();'],
  ['one-day-in-focus', "focusDay.value = '2026-11-28';"],
  ['one-clock', 'const now = Date.now();'],
  ['one-clock', 'const now = new Date();'],
  ['one-door', "fetch('/rpc');"],
  ['one-door', "window.fetch('/rpc');"],
  ['one-door', 'new WebSocket(address);'],
  ['one-door', "import { invoke } from '@tauri-apps/api/core';"],
  ['words-stand-in-the-catalogues', "const word = '预约';"],
  ['words-stand-in-the-catalogues', 'const word = `预约`;'],
])('%s: %s', (rule, code) => expect(found(HEAD + code)).toEqual([`house/${rule}`]));

it.each([
  ['keys-are-heard-once', '<p @keyup="f" />'],
  ['keys-are-heard-once', '<p @keydown.capture="f" />'],
  ['words-stand-in-the-catalogues', '<p>预约</p>'],
  ['words-stand-in-the-catalogues', '<p title="预约" />'],
  ['words-stand-in-the-catalogues', "<p>{{ '预约' }}</p>"],
  ['one-part-for-each-job', '<select />'],
  ['one-part-for-each-job', '<input />'],
  ['one-part-for-each-job', '<input type="date" />'],
  ['one-part-for-each-job', '<p class="wide plain-button" />'],
  ['one-part-for-each-job', '<table class="plain-table" />'],
])('%s: %s', (rule, text) => expect(found(template(text))).toEqual([`house/${rule}`]));

it('every file says what it is for', () => {
  expect(found('const a = 1;')).toEqual(['house/says-what-it-is-for']);
  expect(found('<script setup>\nconst a = 1;\n</script>\n')).toEqual(['house/says-what-it-is-for']);
});

it.each([
  "client.fetch(); query.refetch(); new Date(0); const key = { combo: 'F2' };", "row.repeat; window.addEventListener('blur', f); // 预约", "focusDay.value === day;",
])('leaves alone %s', (code) => expect(found(HEAD + code)).toEqual([]));

it('leaves ordinary templates alone', () => expect(found(template('<p class="plain-buttons" @keydown.enter="f"><!-- 预约 -->{{ words("a.b") }}</p>'))).toEqual([]));

it.each([
  ['features/book/a.ts', '@/features/calls/b', 1], ['features/book/form/a.ts', '../../calls/b', 1], ['features/book/a.ts', '@/app/b', 1],
  ['shared/a.ts', '@/features/book/b', 1], ['shared/keys/a.ts', '../../app/b', 1], ['platform/a.ts', '@/shared/b', 1],
  ['app/a.ts', '@/features/book/b', 0], ['features/book/a.ts', '@/features/book/b', 0], ['features/book/a.ts', './form/b', 0], ['features/book/a.ts', '@/shared/calls/b', 0],
  ['shared/a.ts', '@/platform', 0], ['shared/a.ts', '@/generated/bindings', 0],
])('%s may import %s: %i faults', (file, from, faults) => {
  const config = [{ files: ['**/*.ts'] }, ...arrows(['book', 'calls'])].map((one) => ({ ...one, rules: ('rules' in one ? one.rules : {}) as never }));
  expect(new Linter().verify(`import '${from}';`, config, { filename: `src/${file}` })).toHaveLength(faults);
});

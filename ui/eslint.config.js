// What the linter holds in this folder. Which way imports point, no words in templates, and the rules of the house
// (eslint.house.js). Colours, which stand in CSS, are held by `cargo xtask tidy`; that a key of the catalogue is there, and in
// every language, by the compiler.
import { readdirSync } from 'node:fs';
import i18n from '@intlify/eslint-plugin-vue-i18n';
import vue from 'eslint-plugin-vue';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { arrows, house } from './eslint.house.js';

const LINES_MAX = 220;
const FEATURES = readdirSync(new URL('src/features', import.meta.url));
export default defineConfig(
  { ignores: ['dist/**', 'src/generated/**'] },
  tseslint.configs.recommendedTypeChecked,
  vue.configs['flat/essential'],
  {
    files: ['src/**/*.{ts,vue}'],
    plugins: { '@intlify/vue-i18n': i18n },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { parserOptions: { parser: tseslint.parser, projectService: true, extraFileExtensions: ['.vue'], tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: LINES_MAX }],
      'vue/no-static-inline-styles': 'error',
      'vue/no-template-shadow': 'error',
      'vue/no-unused-refs': 'error',
      'vue/require-explicit-emits': 'error',
      'vue/multi-word-component-names': ['error', { ignores: ['Unreachable'] }],
      // A form is one object that its parts write into.
      'vue/no-mutating-props': ['error', { shallowOnly: true }],
      // The catalogue's type is filled from outside.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'always' }],
      // A timer or a listener that waits for nobody is what is meant.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@intlify/vue-i18n/no-raw-text': ['error', { ignorePattern: '^[^\\p{L}]*$' }],
      // A component is `any` to a plain .ts file, and so is all that comes of it. vue-tsc knows better.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // `_` is what is left out.
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_$', argsIgnorePattern: '^_$' }],
      // What a composable answers is closures; nothing here has a `this`.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.test.ts'],
    rules: { 'max-lines': 'off', '@typescript-eslint/require-await': 'off', '@typescript-eslint/no-unnecessary-type-assertion': 'off', 'vue/one-component-per-file': 'off', 'vue/require-prop-types': 'off' },
  },
  { files: ['src/app/locales/**'], rules: { 'max-lines': 'off' } },
  arrows(FEATURES),
  house,
  { files: ['*.js', '*.ts', 'scripts/**'], extends: [tseslint.configs.disableTypeChecked] },
);

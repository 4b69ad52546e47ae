// The house rules of this folder, so that nobody has to remember them: which way imports may point, no words and no
// colours outside their place, small files.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const LINES_MAX = 220;

interface Source {
  name: string;
  text: string;
}

const sources: Source[] = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\.(ts|vue|css)$/.test(name) && !name.startsWith('generated/'))
  .map((name) => ({ name, text: readFileSync(join(import.meta.dirname, name), 'utf8') }));
const shipped = sources.filter(({ name }) => !name.endsWith('.test.ts'));

/** Layers from the outside in; each may use those after it. */
const LAYERS = ['app', 'features', 'shared', 'platform', 'generated'];

function layer(path: string): number {
  const found = LAYERS.indexOf(path.split('/')[0] ?? '');
  return found === -1 ? 0 : found;
}

const imports = ({ text }: Source): string[] => [...text.matchAll(/(?:from|import)\s*\(?'@\/([^']+)'/g)].map(([, path]) => path ?? '');

it('looks at the sources', () => expect(shipped.length).toBeGreaterThan(60));

describe('imports', () => {
  it('point inwards', () => {
    const wrong = shipped.flatMap((source) =>
      imports(source).filter((path) => layer(path) < layer(source.name)).map((path) => `${source.name} → ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  it('never lead from one feature to another', () => {
    const feature = (path: string): string | undefined => /^features\/([^/]+)/.exec(path)?.[1];
    const wrong = shipped.flatMap((source) =>
      imports(source)
        .filter((path) => feature(path) !== undefined && feature(source.name) !== undefined && feature(path) !== feature(source.name))
        .map((path) => `${source.name} → ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  it('reach the core through platform alone', () => {
    const wrong = shipped.filter(({ name, text }) => !name.startsWith('platform/') && /@tauri-apps|\bfetch\(|XMLHttpRequest/.test(text));
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});

describe('sources', () => {
  it('hold no words: Chinese stands in the catalogues and in comments only', () => {
    const withoutComments = (text: string): string => text.replaceAll(/<!--[\s\S]*?-->|\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    const wrong = shipped.filter(({ name, text }) => !name.startsWith('app/locales/') && /\p{Script=Han}/u.test(withoutComments(text)));
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('write no text into templates', () => {
    const wrong = shipped
      .filter(({ name }) => name.endsWith('.vue'))
      .flatMap(({ name, text }) => {
        const template = /<template>([\s\S]*)<\/template>/.exec(text)?.[1] ?? '';
        const plain = template.replaceAll(/<!--[\s\S]*?-->/g, '').replaceAll(/\{\{[\s\S]*?\}\}/g, '').replaceAll(/<(?:"[^"]*"|[^">])*>/g, ' ');
        return /\p{L}/u.test(plain) ? [`${name}: ${plain.trim().slice(0, 40)}`] : [];
      });
    expect(wrong).toEqual([]);
  });

  it('take colours from the tokens', () => {
    const wrong = shipped
      .filter(({ name }) => name !== 'app/styles/tokens.css' && /\.(vue|css)$/.test(name))
      .filter(({ text }) => /:[^;{}]*#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/i.test(text.replace(/<template>[\s\S]*<\/template>/, '').replace(/<script[\s\S]*?<\/script>/, '')));
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('put no style attributes into templates: the CSP forbids them', () => {
    expect(shipped.filter(({ name, text }) => name.endsWith('.vue') && /\sstyle="/.test(text)).map(({ name }) => name)).toEqual([]);
  });

  it('never ask the PC for the time', () => {
    expect(shipped.filter(({ text }) => /Date\.now|new Date\(\)/.test(text)).map(({ name }) => name)).toEqual([]);
  });

  it(`stay under ${LINES_MAX} lines`, () => {
    const long = shipped.filter(({ name, text }) => !/styles\/|locales\/|board\.css/.test(name) && text.split('\n').length > LINES_MAX);
    expect(long.map(({ name }) => name)).toEqual([]);
  });

  it('say what they are for', () => {
    const silent = shipped.filter(({ name, text }) => {
      const start = name.endsWith('.vue') ? (/<script[^>]*>\n([\s\S]*)/.exec(text)?.[1] ?? '') : text;
      return !/^(\/\/|\/\*)/.test(start) && !name.startsWith('shared/element/') && !name.startsWith('app/locales/');
    });
    expect(silent.map(({ name }) => name)).toEqual([]);
  });
});

describe('keys', () => {
  const using = (pattern: RegExp): string[] => shipped.filter(({ text }) => pattern.test(text)).map(({ name }) => name).sort();

  it('go through the gate: nobody else listens for them before the page does, and nobody asks for repetitions', () => {
    // The gate, the shortcuts behind it, and the cover of the lock. What only notes that somebody is there changes nothing.
    expect(using(/addEventListener\(\s*'key(?:down|press|up)'/)).toEqual(['app/useCover.ts', 'shared/keys/gate.ts', 'shared/keys/layers.ts', 'shared/shortcuts.ts']);
    expect(using(/@key(?:down|press|up)[.\w]*\.capture|@keypress|@keyup/)).toEqual([]);
    expect(using(/\b(?:event|key|press)\w*\.repeat\b/)).toEqual(['shared/keys/gate.ts']);
  });

  it('meet the gate in the whole program', () => expect(using(/putGate\(/)).toEqual(['app/App.vue', 'shared/keys/gate.ts']));

  it('that act bare are known, and those that take something from somebody ask', () => {
    const handlers = shipped.filter(({ text }) => /combo: '[A-Z0-9]'/.test(text)).map(({ name }) => name).sort();
    expect(handlers).toEqual(['features/book/board/WaitingPanel.vue', 'features/calls/ServiceScreen.vue', 'features/tocall/ToCallScreen.vue']);
    expect(using(/useAskTwice\(/).filter((name) => !name.startsWith('shared/'))).toEqual(['features/book/board/WaitingPanel.vue', 'features/calls/useCallKeys.ts', 'features/tocall/useOutcomes.ts']);
  });

  it('take back through the one list of deeds', () => expect(using(/rpc\('undo'|useWrite\('undo'\)/)).toEqual(['shared/undo.ts']));
});

describe('one place for each', () => {
  const using = (pattern: RegExp): string[] => shipped.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

  it('prints', () => expect(using(/window\.print\(/)).toEqual(['shared/print.ts']));

  it('takes dates', () => expect(using(/type="date"/)).toEqual(['shared/parts/DateInput.vue']));

  it('moves the day', () => expect(using(/focusDay\.value\s*=[^=]/)).toEqual(['shared/day.ts']));
});

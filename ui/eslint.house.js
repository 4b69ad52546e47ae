// The rules of this house as ESLint rules: each is a selector of what is forbidden, what to do instead, and the files that may.
// Selectors see scripts and templates alike.

/** @typedef {{ forbids: string[], instead: string, may?: string[] }} HouseRule */

/** What only one place does, so that it can be understood and changed there. @type {Record<string, HouseRule>} */
export const RULES = {
  'keys-go-through-the-gate': {
    forbids: ['CallExpression[callee.property.name="addEventListener"][arguments.0.value=/^key(down|press|up)$/]'],
    instead: 'Nobody else listens for keys before the page does; use useShortcuts, or @keydown on the element',
    // Under the lock no key reaches the screens; the layer on top has Esc and Tab; the list of shortcuts is heard in one place.
    may: ['src/app/useCover.ts', 'src/shared/keys/gate.ts', 'src/shared/keys/layers.ts', 'src/shared/shortcuts.ts'],
  },
  'keys-are-heard-once': {
    forbids: [
      'VAttribute[directive=true][key.name.name="on"][key.argument.name=/^key(press|up)$/]',
      'VAttribute[directive=true][key.name.name="on"][key.argument.name="keydown"] > VDirectiveKey > VIdentifier.modifiers[name="capture"]',
    ],
    instead: 'Only @keydown, and not before the gate',
  },
  'repetitions-end-at-the-gate': {
    forbids: ['MemberExpression[property.name="repeat"][object.name=/^(event|key|press)/]'],
    instead: 'The gate lets no repetition through that is not wanted',
    may: ['src/shared/keys/gate.ts'],
  },
  'one-gate': {
    forbids: ['CallExpression[callee.name="putGate"]'],
    instead: 'There is one gate, put by App.vue',
    may: ['src/app/App.vue', 'src/shared/keys/gate.ts'],
  },
  'bare-keys-are-known': {
    forbids: ['Property[key.name="combo"][value.value=/^[A-Z0-9]$/]'],
    instead: 'A key that acts bare must ask before it takes something from somebody (useAskTwice); then add the file here',
    may: ['src/features/assist/keys.ts', 'src/features/book/board/WaitingPanel.vue', 'src/features/calls/ServiceScreen.vue', 'src/features/calls/attendanceKeys.ts', 'src/features/duty/keys.ts', 'src/features/tocall/ToCallScreen.vue'],
  },
  'one-list-of-deeds': {
    forbids: ['CallExpression[callee.name=/^(rpc|useWrite)$/][arguments.0.value="undo"]'],
    instead: 'Take back with useUndoing',
    may: ['src/shared/undo.ts'],
  },
  'one-paper': {
    forbids: ['CallExpression[callee.object.name="window"][callee.property.name="print"]'],
    instead: 'Print with printPaper',
    may: ['src/shared/print.ts'],
  },
  'one-day-in-focus': {
    forbids: ['AssignmentExpression[left.object.name="focusDay"][left.property.name="value"]'],
    instead: 'Move the day with goToDay',
    may: ['src/shared/day.ts'],
  },
  'one-clock': {
    forbids: ['CallExpression[callee.object.name="Date"][callee.property.name="now"]', 'NewExpression[callee.name="Date"][arguments.length=0]'],
    instead: 'The time is the core’s, not the PC’s',
  },
  'one-door': {
    forbids: [
      'CallExpression[callee.name="fetch"]', 'CallExpression[callee.object.name=/^(window|globalThis|self)$/][callee.property.name="fetch"]',
      'NewExpression[callee.name=/^(XMLHttpRequest|WebSocket|EventSource)$/]', 'MemberExpression[object.name="navigator"][property.name="sendBeacon"]',
      'ImportDeclaration[source.value=/^@tauri-apps/]', 'ImportExpression[source.value=/^@tauri-apps/]',
    ],
    instead: 'Only src/platform reaches the core; call it from there',
    may: ['src/platform/**'],
  },
  'words-stand-in-the-catalogues': {
    forbids: ['Literal[value=/\\p{Script=Han}/u]', 'TemplateElement[value.raw=/\\p{Script=Han}/u]', 'VLiteral[value=/\\p{Script=Han}/u]', 'VText[value=/\\p{Script=Han}/u]'],
    instead: 'Put the words into app/locales, in all three languages',
    may: ['src/app/locales/**', '**/*.test.ts'],
  },
  'one-part-for-each-job': {
    forbids: [
      'VElement[rawName=/^(input|select|textarea|dialog)$/]',
      'VAttribute[key.name="class"][value.value=/(^| )(plain|main|icon|link|danger)-(plain-)?button( |$)/]',
      'VAttribute[key.name="class"][value.value=/(^| )plain-table( |$)/]',
    ],
    instead: 'Use the part of src/shared/parts that does this',
    // Boxes that search take what an input method has not finished yet, and have lists of their own.
    may: ['src/shared/parts/**', 'src/shared/calls/HandTable.vue', 'src/shared/items/ItemBox.vue', 'src/shared/find/FindHereField.vue', 'src/app/frame/FindDialog.vue'],
  },
};

/** A rule that reports whatever one of the selectors meets. */
const ruleOf = ({ forbids, instead }) => ({
  create(context) {
    const report = (node) => context.report({ node, message: `${instead}.` });
    const visitor = Object.fromEntries(forbids.map((selector) => [selector, report]));
    const { defineTemplateBodyVisitor } = context.sourceCode.parserServices;
    return defineTemplateBodyVisitor ? defineTemplateBodyVisitor(visitor, visitor) : visitor;
  },
});

/** Every file begins by saying what it is for. */
const saysWhatItIsFor = {
  create: (context) => ({
    Program(node) {
      const text = context.sourceCode.getText();
      const script = context.filename.endsWith('.vue') ? (/<script[^>]*>\n([\s\S]*)/.exec(text)?.[1] ?? '') : text;
      if (!/^(\/\/|\/\*)/.test(script)) context.report({ node, message: 'Say in the first line what this file is for.' });
    },
  }),
};

export const plugin = { rules: { ...Object.fromEntries(Object.entries(RULES).map(([name, rule]) => [name, ruleOf(rule)])), 'says-what-it-is-for': saysWhatItIsFor } };

/** The configuration of all of them, each with the files that may. */
export const house = [
  { files: ['src/**/*.{ts,vue}'], plugins: { house: plugin }, rules: Object.fromEntries(Object.keys(plugin.rules).map((name) => [`house/${name}`, 'error'])) },
  ...Object.entries(RULES).filter(([, rule]) => rule.may).map(([name, rule]) => ({ files: rule.may, rules: { [`house/${name}`]: 'off' } })),
  { files: ['**/*.test.ts'], rules: Object.fromEntries(Object.keys(plugin.rules).map((name) => [`house/${name}`, 'off'])) },
  { files: ['src/app/locales/**'], rules: { 'house/says-what-it-is-for': 'off' } },
];

const INWARDS = 'Imports point inwards: app → features → shared → platform → generated, and features never import each other. What both need stands in shared';

/** Files of a folder may not import from others, however the way there is written. */
const inwards = (folder, ...others) => ({
  files: [`src/${folder}/**/*.{ts,vue}`],
  rules: { 'no-restricted-imports': ['error', { patterns: others.map((other) => ({ regex: `^(@/|(\\.\\./)+)${other}(/|$)`, message: INWARDS })) }] },
});

/** Which way imports point, among these features. */
export const arrows = (features) => [
  inwards('features', 'app'),
  ...features.map((feature) => inwards(`features/${feature}`, 'app', ...features.filter((other) => other !== feature).map((other) => `(features/)?${other}`))),
  inwards('shared', 'app', 'features'),
  inwards('platform', 'app', 'features', 'shared'),
];

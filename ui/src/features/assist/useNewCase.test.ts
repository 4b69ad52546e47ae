// A form half typed comes back from the disk as it was; what is no form of this version stays where it is.
import { expect, it } from 'vitest';
import { readKept } from './useNewCase';

it.each([
  ['nothing', null],
  ['no JSON', '{"form"'],
  ['another shape', '{"items":[4]}'],
  ['null', 'null'],
] as const)('%s is no form', (_what, text) => expect(readKept(text)).toBeNull());

it('a form is read with what its items are called', () => {
  const kept = readKept('{"form":{"items":[4],"name":"欧阳修"},"names":[[4,{"zh_hans":"食品经营许可"}]]}');
  expect(kept?.form).toEqual({ items: [4], name: '欧阳修' });
  expect(new Map(kept?.names).get(4)).toEqual({ zh_hans: '食品经营许可' });
});

import { expect, it } from 'vitest';
import { reachedBy } from './reach';
import type { Words } from './words';

const words = ((key: string) => (key === 'agent.slip_agent' ? '代办人' : key)) as unknown as Words;

it.each([
  ['their own number', { phone: '13800138000', agent: '周代办', agent_phone: '13900139000' }, '13800138000'],
  ['the agent’s, and whose it is', { phone: '', agent: '周代办', agent_phone: '13900139000' }, '代办人 周代办 13900139000'],
  ['nobody’s', { phone: '', agent: '周代办', agent_phone: '' }, ''],
  ['nobody’s', {}, ''],
])('somebody is reached by %s', (_, one, expected) => {
  expect(reachedBy(words, one)).toBe(expected);
});

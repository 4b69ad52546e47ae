import { expect, it } from 'vitest';
import { READ_MILLISECONDS, useAskTwice } from './askTwice';

let now = 0;
const ask = () => useAskTwice(() => now);

it('asks, and acts on the second press that comes after the question could be read', () => {
  const { asked, press } = ask();
  expect(press('3', 'b1 e1')).toBe(false);
  expect(asked.value).toMatchObject({ key: '3', about: 'b1 e1' });
  now += READ_MILLISECONDS - 1;
  expect(press('3', 'b1 e1')).toBe(false);
  now += 1;
  expect(press('3', 'b1 e1')).toBe(true);
  expect(asked.value).toBeNull();
});

it.each([['4', 'b1 e1'], ['3', 'b2 e1'], ['3', 'b1 e2']])('another key or another line is another question: %s %s', (key, about) => {
  const { press, asked } = ask();
  press('3', 'b1 e1');
  now += 1000;
  expect(press(key, about)).toBe(false);
  expect(asked.value).toMatchObject({ key, about });
});

it('takes Enter for what was asked about this, and for nothing else', () => {
  const { press, enter, asked } = ask();
  press('5', 'b1 e1');
  now += READ_MILLISECONDS;
  expect(enter('b1 e2')).toBeNull();
  expect(enter('b1 e1')).toBe('5');
  expect([asked.value, enter('b1 e1')]).toEqual([null, null]);
});

it('takes no Enter that comes before the question could be read, however late it is heard of', () => {
  const { press, enter, asked } = ask();
  press('5', 'b1 e1');
  const shown = now;
  now += READ_MILLISECONDS - 1;
  expect(enter('b1 e1')).toBeNull();
  now += 1000;
  expect(enter('b1 e1', shown + 60)).toBeNull();
  expect(press('5', 'b1 e1', shown + 60)).toBe(false);
  expect(asked.value).toMatchObject({ key: '5' });
  expect(enter('b1 e1', shown + READ_MILLISECONDS)).toBe('5');
});

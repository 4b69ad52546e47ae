import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HOLD_MILLISECONDS, putGate, type Gate } from './gate';
import { RUN_MILLISECONDS } from './scan';

const NUMBER = '8345259694';
let scanned: string[];
let unread: string[];
let broken: number;
let heard: string[];
let state: ReturnType<Gate['state']>;
let takeAway: () => void;
let now = 1000;

function stand<T extends HTMLElement>(tag: string, part: Partial<T> = {}): T {
  const element = Object.assign(document.createElement(tag), part) as T;
  document.body.append(element);
  return element;
}

/** A key as the browser sends it; what it types stands in a field unless somebody keeps it out. */
function press(on: HTMLElement, key: string, after = 9, part: KeyboardEventInit = {}): KeyboardEvent {
  now += after;
  const code = /^\d$/.test(key) ? `Digit${key}` : key;
  const event = new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true, ...part });
  Object.defineProperty(event, 'timeStamp', { value: now });
  on.dispatchEvent(event);
  if (on instanceof HTMLInputElement && !event.defaultPrevented && key.length === 1) {
    on.value += key;
    on.dispatchEvent(new Event('input', { bubbles: true }));
  }
  return event;
}
const type = (on: HTMLElement, text: string, end = 'Enter', gap = 9): KeyboardEvent => {
  [...text].forEach((key, index) => press(on, key, index === 0 ? 500 : gap));
  return press(on, end, gap);
};
const silence = (milliseconds = RUN_MILLISECONDS): void => void vi.advanceTimersByTime(milliseconds + 1);
const listen = (event: KeyboardEvent): void => void heard.push(event.key);

beforeEach(() => {
  vi.useFakeTimers();
  [scanned, unread, broken, heard, state] = [[], [], 0, [], 'open'];
  takeAway = putGate({ state: () => state, scanned: (number) => scanned.push(number), unread: (text) => unread.push(text), broken: () => (broken += 1) });
  document.body.addEventListener('keydown', listen);
});
afterEach(() => {
  takeAway();
  document.body.removeEventListener('keydown', listen);
  document.body.replaceChildren();
  vi.useRealTimers();
});

describe('a scan', () => {
  it.each(['tr', 'button', 'a', 'div'])('on a %s fires no key of the screen', (tag) => {
    const pressed = vi.fn();
    const element = stand(tag);
    element.addEventListener('click', pressed);
    expect(type(element, NUMBER).defaultPrevented).toBe(true);
    silence();
    expect([scanned, heard, pressed.mock.calls]).toEqual([[NUMBER], [], []]);
  });

  it('leaves no digit in the field it runs into, and what was typed there stays', () => {
    const field = stand<HTMLInputElement>('input', { value: '王' });
    const model = vi.fn();
    field.addEventListener('input', () => model(field.value));
    expect(type(field, NUMBER).defaultPrevented).toBe(true);
    expect([field.value, scanned]).toEqual(['王', [NUMBER]]);
    expect(model).toHaveBeenLastCalledWith('王');
  });

  it('takes nothing away of what was written right before it', () => {
    const field = stand<HTMLInputElement>('input');
    press(field, '王');
    now -= 495;
    type(field, NUMBER);
    expect([field.value, scanned]).toEqual(['王', [NUMBER]]);
  });

  it('leaves none in the fields it runs through', () => {
    const [first, second] = [stand<HTMLInputElement>('input', { value: '王' }), stand<HTMLInputElement>('input')];
    [...NUMBER].forEach((key, index) => press(index < 4 ? first : second, key));
    press(second, 'Enter');
    expect([first.value, second.value, scanned]).toEqual(['王', '', [NUMBER]]);
  });

  it('is one with Tab behind it, with signs before it, and with two ends', () => {
    const row = stand('tr');
    type(row, NUMBER, 'Tab');
    type(row, `]Q1${NUMBER}`);
    press(row, 'Enter', 9);
    expect(press(row, 'Enter', 9).defaultPrevented).toBe(true);
    silence();
    expect([scanned, heard]).toEqual([[NUMBER, NUMBER], []]);
  });

  it('is one without an end, after a silence', () => {
    const row = stand('tr');
    [...NUMBER].forEach((key) => press(row, key));
    silence();
    expect([scanned, heard]).toEqual([[NUMBER], []]);
  });

  it('is one with the input method on, and on the keypad without its lock', () => {
    const row = stand('tr');
    [...NUMBER].forEach((digit) => press(row, 'End', 9, { code: `Numpad${digit}` }));
    press(row, 'Enter', 9, { code: 'NumpadEnter' });
    const field = stand<HTMLInputElement>('input');
    [...NUMBER].forEach((digit) => press(field, 'Process', 9, { code: `Digit${digit}` }));
    field.value = '８３４５２５９６９４';
    press(field, 'Process', 9, { code: 'Enter' });
    expect([scanned, field.value]).toEqual([[NUMBER, NUMBER], '']);
  });

  it('comes right after another one', () => {
    const row = stand('tr');
    type(row, NUMBER);
    type(row, '2023989198');
    expect(scanned).toEqual([NUMBER, '2023989198']);
  });

  it('of something else is told where no text takes it, and stays where one does', () => {
    const row = stand('tr');
    const button = type(row, '6901234567892');
    expect([button.defaultPrevented, unread, heard]).toEqual([true, ['6901234567892'], []]);
    const field = stand<HTMLInputElement>('input');
    expect(type(field, '11010519491231002X').defaultPrevented).toBe(false);
    expect([field.value, scanned]).toEqual(['11010519491231002X', []]);
  });

  it('is one on a slow machine too, and none of its keys acts', () => {
    const row = stand('tr');
    const gaps = [500, 111, 46, 96, 60, 120, 119, 88, 70, 111];
    [...NUMBER].forEach((key, index) => {
      press(row, key, gaps[index]);
      vi.advanceTimersByTime(gaps[index + 1] ?? 0);
    });
    expect(press(row, 'Enter', 60).defaultPrevented).toBe(true);
    silence();
    expect([scanned, heard, broken]).toEqual([[NUMBER], [], 0]);
  });

  it('that stumbles is one all the same', () => {
    const row = stand('tr');
    [...NUMBER].forEach((key, index) => press(row, key, index === 4 ? 300 : 60));
    press(row, 'Enter', 300);
    const field = stand<HTMLInputElement>('input', { value: '王' });
    [...NUMBER].forEach((key, index) => press(field, key, index === 7 ? 300 : 9));
    expect(press(field, 'Enter').defaultPrevented).toBe(true);
    expect([scanned, field.value, broken]).toEqual([[NUMBER, NUMBER], '王', 0]);
  });

  it.each([[9, 9], [60, 60], [120, 60], [60, 300]])('that broke off says so and does nothing: %d ms a key, Enter after %d', (pace, before) => {
    const row = stand('tr');
    [...'834525'].forEach((key) => press(row, key, pace));
    expect(press(row, 'Enter', before).defaultPrevented).toBe(true);
    silence();
    expect([scanned, unread, heard, broken]).toEqual([[], [], [], 1]);
  });

  it.each([9, 60, 120])('that broke off without an end says so: %d ms a key', (pace) => {
    const row = stand('tr');
    [...'834'].forEach((key) => press(row, key, pace));
    silence();
    expect([scanned, heard, broken]).toEqual([[], [], 1]);
  });

  it('leaves no digit behind that acts, however late it comes', () => {
    const row = stand('tr');
    [...'83'].forEach((key) => press(row, key, 60));
    for (const key of '135') {
      press(row, key, 390);
      vi.advanceTimersByTime(390);
    }
    silence();
    press(row, '4', 2000);
    silence();
    expect([heard, scanned]).toEqual([['4'], []]);
  });

  it('that broke off in a field for words leaves nothing there; with an end and without one', () => {
    const field = stand<HTMLInputElement>('input', { value: '王' });
    field.dataset['forWords'] = '';
    expect(type(field, '8345259').defaultPrevented).toBe(true);
    expect([field.value, broken]).toEqual(['王', 1]);
    [...'834525969'].forEach((key, index) => press(field, key, index === 0 ? 500 : 9));
    silence();
    expect([field.value, broken, scanned]).toEqual(['王', 2, []]);
  });

  it('is dropped where nobody is in, and writes nothing into the PIN', () => {
    state = 'closed';
    const secret = stand<HTMLInputElement>('input', { type: 'password' });
    const filter = stand<HTMLInputElement>('input');
    filter.dataset['digitsAct'] = '';
    expect(type(secret, NUMBER).defaultPrevented).toBe(true);
    expect(type(filter, NUMBER).defaultPrevented).toBe(true);
    silence();
    expect([secret.value, filter.value, scanned, heard]).toEqual(['', '', [], expect.not.arrayContaining(['Enter'])]);
  });
});

describe('a person', () => {
  it('presses one key: it acts, after the moment in which it could have been a scan', () => {
    const row = stand('tr');
    press(row, '3');
    silence(HOLD_MILLISECONDS - 2);
    expect(heard).toEqual([]);
    silence(2);
    expect(heard).toEqual(['3']);
  });

  it('presses another one at their own pace: both act, in their order', () => {
    const row = stand('tr');
    press(row, 'v', 500);
    press(row, '1', 150);
    press(row, 'ArrowDown', 200);
    expect(heard).toEqual(['v', '1', 'ArrowDown']);
  });

  it.each([121, 250])('types into a field at %d ms a key: every key at once, nothing is taken away, and Enter is theirs', (pace) => {
    const field = stand<HTMLInputElement>('input');
    field.dataset['forWords'] = '';
    const end = type(field, NUMBER, 'Enter', pace);
    silence();
    expect([field.value, end.defaultPrevented, scanned, broken]).toEqual([NUMBER, false, [], 0]);
    expect(heard).toEqual([...NUMBER, 'Enter']);
  });

  it.each(['8345', '13800138', '13800138000'])('types %s fast into a field: it stays', (digits) => {
    const [words, phone] = [stand<HTMLInputElement>('input'), stand<HTMLInputElement>('input')];
    words.dataset['forWords'] = '';
    type(words, digits, 'Enter', 60);
    silence();
    type(phone, digits, 'Enter', 9);
    silence();
    expect([words.value, phone.value, scanned, broken]).toEqual([digits, digits, [], 0]);
  });

  it('knows their PIN by heart, ten digits of it', () => {
    state = 'closed';
    const secret = stand<HTMLInputElement>('input', { type: 'password' });
    expect(type(secret, NUMBER, 'Enter', 60).defaultPrevented).toBe(false);
    expect(secret.value).toBe(NUMBER);
  });

  it('rolls two keys: neither acts', () => {
    const row = stand('tr');
    [...'13'].forEach((key) => press(row, key, 60));
    silence();
    expect([heard, broken]).toEqual([[], 0]);
  });

  it('does not meet whoever came under the key meanwhile', () => {
    const row = stand('tr');
    press(row, '3');
    row.remove();
    silence();
    expect(heard).toEqual([]);
  });

  it('holds a key down: it acts once', () => {
    const row = stand('tr');
    press(row, '3');
    for (let times = 0; times < 30; times += 1) press(row, '3', 30, { repeat: true });
    silence();
    press(row, 'Enter', 500);
    press(row, 'Enter', 30, { repeat: true });
    press(row, 'ArrowDown', 30);
    press(row, 'ArrowDown', 30, { repeat: true });
    expect(heard).toEqual(['3', 'Enter', 'ArrowDown', 'ArrowDown']);
  });
});

it('before anybody can work here, no scan is looked for, and a key held down acts once all the same', () => {
  state = 'off';
  const field = stand<HTMLInputElement>('input');
  type(field, NUMBER);
  press(field, 'Enter', 500, { repeat: true });
  expect([field.value, scanned, heard.length]).toEqual([NUMBER, [], 11]);
});

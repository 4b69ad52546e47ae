import { afterEach, describe, expect, it, vi } from 'vitest';
import { comboOf, pressed, shortcuts, type Shortcut } from './shortcuts';

function press(init: KeyboardEventInit, on: Element = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
  on.addEventListener('keydown', (seen) => pressed(seen as KeyboardEvent), { once: true });
  on.dispatchEvent(event);
  return event;
}

function shortcut(part: Partial<Shortcut>): ReturnType<typeof vi.fn> {
  const run = vi.fn();
  shortcuts.add({ combo: 'Ctrl+Z', label: 'keys.undo', run, ...part });
  return run;
}

function field(value: string): HTMLInputElement {
  const input = document.createElement('input');
  input.value = value;
  document.body.append(input);
  return input;
}

afterEach(() => {
  shortcuts.clear();
  document.body.replaceChildren();
});

describe('comboOf', () => {
  it.each([
    [{ key: 'F2' }, 'F2'],
    [{ key: 'z', ctrlKey: true }, 'Ctrl+Z'],
    [{ key: 'ArrowLeft', altKey: true }, 'Alt+ArrowLeft'],
    [{ key: 'Enter', ctrlKey: true }, 'Ctrl+Enter'],
  ])('%j is %s', (init, combo) => expect(comboOf(new KeyboardEvent('keydown', init))).toBe(combo));
});

describe('pressed', () => {
  it('runs the shortcut and keeps the browser out of it', () => {
    const run = shortcut({});
    const event = press({ key: 'z', ctrlKey: true });
    expect(run).toHaveBeenCalledOnce();
    expect(event.defaultPrevented).toBe(true);
  });

  it('leaves keys to an input method that composes', () => {
    const run = shortcut({});
    press({ key: 'z', ctrlKey: true, isComposing: true });
    expect(run).not.toHaveBeenCalled();
  });

  it('leaves Ctrl+Z to a text field that holds text, but not to an empty one', () => {
    const run = shortcut({ exceptInText: true });
    press({ key: 'z', ctrlKey: true }, field('王'));
    expect(run).not.toHaveBeenCalled();
    press({ key: 'z', ctrlKey: true }, field(''));
    expect(run).toHaveBeenCalledOnce();
  });

  it('does nothing behind an open dialog unless meant to', () => {
    const dialog = document.createElement('div');
    dialog.setAttribute('role', 'dialog');
    const button = document.createElement('button');
    dialog.append(button);
    document.body.append(dialog);
    const behind = shortcut({});
    press({ key: 'z', ctrlKey: true }, button);
    expect(behind).not.toHaveBeenCalled();
    // The focus is nowhere: what lies over the page has the keys, unless it is closed and only kept.
    dialog.setAttribute('aria-modal', 'true');
    const lies = vi.spyOn(dialog, 'getClientRects').mockReturnValue([{}] as unknown as DOMRectList);
    press({ key: 'z', ctrlKey: true });
    expect(behind).not.toHaveBeenCalled();
    lies.mockReturnValue([] as unknown as DOMRectList);
    press({ key: 'z', ctrlKey: true });
    expect(behind).toHaveBeenCalledOnce();
    const above = shortcut({ combo: 'F1', inDialogs: true });
    press({ key: 'F1' }, button);
    expect(above).toHaveBeenCalledOnce();
  });
});

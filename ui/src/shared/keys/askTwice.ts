// Acts that take something from somebody ask once: the same key again, about the same thing, or Enter. A second press that
// comes too soon to have read the question is none, and so is an Enter.
import { shallowRef, type Ref } from 'vue';

/** Nobody has read a question sooner. */
export const READ_MILLISECONDS = 300;

export interface Asked {
  key: string;
  /** What it is about, so that the answer is to this and nothing else. */
  about: string;
}

interface AskTwice {
  asked: Readonly<Ref<Asked | null>>;
  /** `at` is when the key was pressed, which may be sooner than anything here was heard of it. Asks, or answers what was asked: true when the act is meant. */
  press(key: string, about: string, at?: number): boolean;
  /** Answers by Enter: the key whose act is meant, if something was asked about this and could be read by then. */
  enter(about: string, at?: number): string | null;
  forget(): void;
}

export function useAskTwice(now: () => number = () => performance.now()): AskTwice {
  const asked = shallowRef<(Asked & { at: number }) | null>(null);

  function press(key: string, about: string, at = now()): boolean {
    const before = asked.value;
    if (before === null || before.key !== key || before.about !== about) {
      asked.value = { key, about, at: now() };
      return false;
    }
    if (at - before.at < READ_MILLISECONDS) return false;
    asked.value = null;
    return true;
  }

  function enter(about: string, at = now()): string | null {
    const before = asked.value;
    if (before === null || before.about !== about || at - before.at < READ_MILLISECONDS) return null;
    asked.value = null;
    return before.key;
  }

  return { asked, press, enter, forget: () => (asked.value = null) };
}

// One line over the screen for what happened by a key or a scan: it says what was done and to whom, and goes by itself.
import { shallowRef, watch } from 'vue';
import { sessionPerson } from './session';

interface Notice {
  text: string;
  tone: 'ok' | 'warn' | 'bad';
}

const SHOWN_MILLISECONDS = 8000;

/** What is said now. */
export const notice = shallowRef<Notice | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says something; it stands until something else is said or its time is over. */
export function say(text: string, tone: Notice['tone'] = 'ok'): void {
  clearTimeout(timer);
  notice.value = { text, tone };
  timer = setTimeout(hush, SHOWN_MILLISECONDS);
}

export function hush(): void {
  clearTimeout(timer);
  notice.value = null;
}

// What was said to one person is not the next one's to read.
watch(sessionPerson, hush);

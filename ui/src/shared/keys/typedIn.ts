// Where somebody has typed since the last act: Ctrl+Z there is the text's, also after all of it was deleted again.
import { onMounted, onUnmounted } from 'vue';

let round = 0;
let typed = new WeakMap<EventTarget, number>();

/** An act has been done: fields that were emptied by it are fresh. */
export function forgetTyping(): void {
  round += 1;
}

export function wasTypedIn(target: EventTarget): boolean {
  return typed.get(target) === round;
}

export function noteTyping(event: Event): void {
  if (event.target) typed.set(event.target, round);
}

/** Listens for the whole program; called once, by the frame. */
export function useTypingListener(): void {
  onMounted(() => window.addEventListener('input', noteTyping, { capture: true, passive: true }));
  onUnmounted(() => {
    window.removeEventListener('input', noteTyping, { capture: true });
    typed = new WeakMap();
  });
}

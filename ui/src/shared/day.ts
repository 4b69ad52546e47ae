// The service day in focus. All screens share it; the arrows in the top bar move it.
import { ref } from 'vue';

/** `2026-11-28`, or empty until the core has said where to begin. */
export const focusDay = ref('');

/** Moves the focus. */
export function goToDay(date: string): void {
  focusDay.value = date;
}

// The service day in focus. All screens share it; the arrows in the top bar move it.
import { ref } from 'vue';
import { isDay } from './dateBounds';

/** `2026-11-28`, or empty until the core has said where to begin. */
export const focusDay = ref('');

/** Where the core says to begin. Its clock may be wrong, and that blocks nothing. */
export function beginAtDay(date: string): void {
  if (focusDay.value === '') focusDay.value = date;
}

/** Moves the focus. The screen stays on the day it has where it is told to go to none. */
export function goToDay(date: string): void {
  if (isDay(date)) focusDay.value = date;
}

// The day of the assisted-handling log. It runs every day of the week, so it has a day of its own beside the service day in focus.
import { computed, ref } from 'vue';
import { isDay } from './dateBounds';

/** Where somebody leafed to; empty: today. */
const leafed = ref('');
/** Today by the core's clock; empty before it has said so. */
const today = ref('');

/** The day that is shown: `2026-11-27`. */
export const logDay = computed(() => (leafed.value === '' ? today.value : leafed.value));
/** Today, once it is known. */
export const logToday = computed(() => today.value);
export const isLogToday = computed(() => logDay.value === today.value);

/** The core says which day it is; whoever stands on today goes along at midnight. */
export function hearToday(date: string): void {
  today.value = date;
}

export function goToLogDay(date: string): void {
  if (isDay(date)) leafed.value = date === today.value ? '' : date;
}

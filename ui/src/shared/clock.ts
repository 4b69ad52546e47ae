// The core's clock, carried on between two heartbeats by the browser's stopwatch. The PC's own date is never read: it
// may be wrong, and then the core says so.
import { onMounted, onScopeDispose, onUnmounted, ref, watch, type Ref } from 'vue';
import { wallMilliseconds } from './dates';

let heard: { wall: number; at: number } | undefined;

/** Takes over the time of a heartbeat. */
export function hearClock(now: string): void {
  heard = { wall: wallMilliseconds(now), at: performance.now() };
}

/** Milliseconds on the wall clock now; 0 before the first heartbeat. */
export function wallNow(): number {
  return heard ? heard.wall + (performance.now() - heard.at) : 0;
}

/** Whole seconds left until a moment, counted down while the caller is on screen; never below 0, and never more than there
 * are: the core's clock comes in whole seconds, so what stands here may be a second behind it. */
export function useSecondsLeft(until: () => string | undefined): Ref<number> {
  const left = ref(0);
  const read = () => {
    const end = until();
    left.value = end === undefined ? 0 : Math.max(0, Math.floor((wallMilliseconds(end) - wallNow()) / 1000));
  };
  let timer: ReturnType<typeof setInterval> | undefined;
  onMounted(() => {
    read();
    timer = setInterval(read, 250);
  });
  onUnmounted(() => clearInterval(timer));
  return left;
}

/** Whole seconds until a point on the browser's stopwatch, counted down; 0 when it is over or there is none. */
export function useSecondsUntil(until: () => number | undefined): Ref<number> {
  const left = ref(0);
  const read = () => {
    const end = until();
    left.value = end === undefined ? 0 : Math.max(0, Math.ceil((end - performance.now()) / 1000));
  };
  watch(until, read, { immediate: true, flush: 'sync' });
  const timer = setInterval(read, 250);
  onScopeDispose(() => clearInterval(timer));
  return left;
}

/** The core's time as text (`2026-11-27T16:50`), carried on while the caller is on screen; empty before the first heartbeat. */
export function useWallTime(): Ref<string> {
  const shown = ref('');
  const read = () => (shown.value = wallNow() === 0 ? '' : new Date(wallNow()).toISOString().slice(0, 16));
  read();
  const timer = setInterval(read, 1000);
  onScopeDispose(() => clearInterval(timer));
  return shown;
}

// Somebody is at the screen: told to the core often enough that it does not lock, and not more.
import { onMounted, onUnmounted } from 'vue';
import { rpc } from '@/platform';
import { hearSession, isOpen, sessionNumber } from '@/shared/session';

export const EVERY_MILLISECONDS = 15_000;
const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Calls `send` at the first sign, then at most once in `every` milliseconds, the last sign included. */
export function atMost(every: number, send: () => void) {
  let last = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function now(): void {
    timer = undefined;
    last = performance.now();
    send();
  }

  function note(): void {
    if (timer !== undefined) return;
    const rest = last + every - performance.now();
    if (rest <= 0) now();
    else timer = setTimeout(now, rest);
  }

  function stop(): void {
    clearTimeout(timer);
    timer = undefined;
  }

  return { note, stop };
}

async function touch(): Promise<void> {
  if (!isOpen.value) return;
  const asked = sessionNumber.value;
  try {
    const heard = await rpc('session_touch', {});
    if (asked === sessionNumber.value) hearSession(heard);
  } catch {
    // A core that is away is told by the heartbeat.
  }
}

/** Reports for the whole program; called once, by the frame. */
export function useActivity(): void {
  const reports = atMost(EVERY_MILLISECONDS, () => void touch());
  const note = (): void => void (isOpen.value && reports.note());
  onMounted(() => SIGNS.forEach((sign) => window.addEventListener(sign, note, { passive: true, capture: true })));
  onUnmounted(() => {
    reports.stop();
    SIGNS.forEach((sign) => window.removeEventListener(sign, note, { capture: true }));
  });
}

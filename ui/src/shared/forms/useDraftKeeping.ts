// Typed work is kept on disk while it is typed. One write at a time, the newest state last; after a booking is saved
// nothing older can come back.
import { onUnmounted, ref, watch } from 'vue';
import type { DraftOf } from '@/generated/bindings';
import { rpc } from '@/platform';
import { isOpen } from '@/shared/session';
import { useWorkKeeper } from '@/shared/work';

const QUIET_MILLISECONDS = 400;

/** none: nothing typed. pending: not yet on disk. */
export type DraftState = 'none' | 'pending' | 'kept' | 'failed';

/** `current` says what should be on disk: the form as a text, or null when there is nothing to keep. */
export function useDraftKeeping(of: DraftOf, current: () => string | null) {
  const state = ref<DraftState>('none');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> = Promise.resolve();
  let onDisk: string | null = null;
  let active = false;

  function schedule(): void {
    if (!active) return;
    clearTimeout(timer);
    if (current() === onDisk) {
      state.value = onDisk === null ? 'none' : 'kept';
      return;
    }
    state.value = 'pending';
    timer = setTimeout(flush, QUIET_MILLISECONDS);
  }

  /** Writes what is current now, after whatever is being written. */
  function flush(): Promise<void> {
    clearTimeout(timer);
    running = running.then(async () => {
      const wanted = current();
      if (wanted === onDisk) return;
      try {
        if (wanted === null) await rpc('draft_drop', { of });
        else await rpc('draft_keep', { of, text: wanted });
        onDisk = wanted;
        state.value = wanted === null ? 'none' : 'kept';
      } catch {
        // The chip says so; what was typed stays in the form, and the next key tries again.
        state.value = 'failed';
      }
    });
    return running;
  }

  /** What was kept before the program ended. Without it the form works all the same; the heartbeat tells if the core is away. */
  async function find(): Promise<string | null> {
    try {
      return (await rpc('draft_show', { of })).text;
    } catch {
      return null;
    }
  }

  /** Begins keeping; `found` is what is on disk already. */
  function begin(found: string | null): void {
    onDisk = found;
    active = true;
    state.value = found === null ? 'none' : 'kept';
    schedule();
  }

  /** Waits for what is being written and writes nothing until `resume`. */
  async function pause(): Promise<void> {
    clearTimeout(timer);
    active = false;
    await running;
  }

  /** Goes on. A saved form has taken its draft off the disk with it. */
  function resume(saved: boolean): void {
    active = true;
    if (saved) {
      onDisk = null;
      state.value = 'none';
    }
    schedule();
  }

  watch(current, schedule);
  // A locked screen refuses what was typed in the moment before; it is kept once the screen opens.
  watch(isOpen, (open) => open && schedule());
  useWorkKeeper(() => (active ? flush() : undefined));
  const leaving = () => void (document.visibilityState === 'hidden' && active && flush());
  document.addEventListener('visibilitychange', leaving);
  onUnmounted(() => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', leaving);
  });

  return { state, find, begin, pause, resume, flush };
}

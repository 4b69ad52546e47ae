// Typed work is kept on disk while it is typed. One write at a time, the newest state last; after a booking is saved
// nothing older can come back.
import { onUnmounted, ref, watch } from 'vue';
import { isOpen } from '@/shared/session';
import { useWorkKeeper } from '@/shared/work';

const QUIET_MILLISECONDS = 400;

/** none: nothing typed. pending: not yet on disk. */
export type DraftState = 'none' | 'pending' | 'kept' | 'failed';

/** How a draft gets to the disk and off it again. */
export interface DraftDisk<D> {
  keep: (draft: D) => Promise<unknown>;
  drop: () => Promise<unknown>;
}

/** `current` says what should be on disk: a draft, or null when there is nothing to keep. */
export function useDraftKeeping<D extends object>(current: () => D | null, disk: DraftDisk<D>) {
  const state = ref<DraftState>('none');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> = Promise.resolve();
  let onDisk: string | null = null;
  let active = false;

  function schedule(): void {
    if (!active) return;
    clearTimeout(timer);
    if (written(current()) === onDisk) {
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
      const draft = current();
      const wanted = written(draft);
      if (wanted === onDisk) return;
      try {
        if (draft === null) await disk.drop();
        else await disk.keep(draft);
        onDisk = wanted;
        state.value = draft === null ? 'none' : 'kept';
      } catch {
        // The chip says so; what was typed stays in the form, and the next key tries again.
        state.value = 'failed';
      }
    });
    return running;
  }

  /** Begins keeping; `found` is what is on disk already. */
  function begin(found: D | null): void {
    onDisk = written(found);
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

  watch(() => written(current()), schedule);
  // A locked screen refuses what was typed in the moment before; it is kept once the screen opens.
  watch(isOpen, (open) => open && schedule());
  useWorkKeeper(() => (active ? flush() : undefined));
  const leaving = () => void (document.visibilityState === 'hidden' && active && flush());
  document.addEventListener('visibilitychange', leaving);
  onUnmounted(() => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', leaving);
  });

  return { state, begin, pause, resume, flush };
}

/** A draft as it is compared; null when there is none. The form's own name is nobody's work: it does not count. */
function written(draft: object | null): string | null {
  return draft === null ? null : JSON.stringify({ ...draft, request: '' });
}

// The last thing done, and taking it back within its minute.
import { shallowRef } from 'vue';
import type { BookingSaved, Slip, UndoOffer } from '@/generated/bindings';
import { useWrite } from '@/shared/data/useWrite';
import type { FormState } from '../form/formState';

export interface Done {
  what: 'made' | 'edited' | 'cancelled' | 'accepted';
  slip: Slip;
  /** Slips of what an agent booked together with it. */
  others: readonly Slip[];
  undo: UndoOffer;
  /** The form as it was saved: an undone booking goes back into it. Absent for a cancellation. */
  form: FormState | null;
}

export function useUndo() {
  const { run, busy, failure } = useWrite('undo');
  const done = shallowRef<Done | null>(null);

  function offer(what: Done['what'], saved: BookingSaved, form: FormState | null = null): void {
    failure.value = null;
    done.value = { what, slip: saved.slip, others: saved.others.map((other) => other.slip), undo: saved.undo, form };
  }

  /** Takes it back. Answers what was undone, or null when there is nothing or the core refused. `confirmed` are the warnings
   * that were read and accepted. */
  async function undo(confirmed: string[] = []): Promise<Done | null> {
    const taken = done.value;
    if (taken === null || busy.value) return null;
    if ((await run({ token: taken.undo.token, confirmed })) === undefined) return null;
    if (done.value === taken) done.value = null;
    return taken;
  }

  function close(): void {
    done.value = null;
    failure.value = null;
  }

  return { done, busy, failure, offer, undo, close };
}

// The card of what was done last. Taking back goes through the deeds of all screens; whatever takes this one back closes the
// card.
import { computed, shallowRef, watch } from 'vue';
import type { BookingSaved, Slip, UndoOffer } from '@/generated/bindings';
import { refused, undone, useUndoing } from '@/shared/undo';
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

/** `back` is called with what was taken back, from wherever that was asked for. */
export function useUndo(back: (done: Done) => void) {
  const { undo, busy } = useUndoing();
  const done = shallowRef<Done | null>(null);
  /** Everything of this screen that may be taken back, by its token. */
  const known = new Map<string, Done>();
  const closed = shallowRef('');
  const failure = computed(() => {
    const { deed, failure } = refused.value ?? {};
    return deed !== undefined && failure !== undefined && deed.undo.token === done.value?.undo.token && deed.undo.token !== closed.value ? failure : null;
  });

  function offer(what: Done['what'], saved: BookingSaved, form: FormState | null = null): void {
    done.value = { what, slip: saved.slip, others: saved.others.map((other) => other.slip), undo: saved.undo, form };
    known.set(saved.undo.token, done.value);
  }

  watch(undone, (deed) => {
    const taken = deed === null ? undefined : known.get(deed.undo.token);
    if (taken === undefined) return;
    known.delete(taken.undo.token);
    if (done.value === taken) done.value = null;
    back(taken);
  }, { flush: 'sync' });

  function close(): void {
    closed.value = done.value?.undo.token ?? '';
    done.value = null;
  }

  return { done, busy, failure, offer, undo, close };
}

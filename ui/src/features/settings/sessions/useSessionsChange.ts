// A change in two steps: the core says whom it would leave without a seat, and only what was seen is saved.
import { ref, shallowRef } from 'vue';
import type { Failure, SessionsChange, SessionsPreview } from '@/generated/bindings';
import { rpc, toFailure } from '@/platform';
import { useWrite } from '@/shared/data/useWrite';

export function useSessionsChange(base: () => string) {
  const saving = useWrite('sessions_change');
  const looking = ref(false);
  const failure = shallowRef<Failure | null>(null);
  /** What the change would do, once somebody has to decide. */
  const preview = shallowRef<SessionsPreview | null>(null);

  /** Saves at once what costs nobody a seat; else shows the list. True when it is saved. */
  async function ask(change: SessionsChange): Promise<boolean> {
    looking.value = true;
    failure.value = null;
    try {
      const found = await rpc('sessions_preview', change);
      if (found.orphaned.length === 0) return await save(change, found);
      preview.value = found;
      return false;
    } catch (thrown) {
      failure.value = toFailure(thrown);
      return false;
    } finally {
      looking.value = false;
    }
  }

  /** Saves what was seen. */
  async function save(change: SessionsChange, seen: SessionsPreview): Promise<boolean> {
    const done = await saving.run({ base: base(), change, seen: seen.orphaned.map((card) => card.booking) });
    failure.value = saving.failure.value;
    // Another list than the one that was seen has to be seen first.
    preview.value = null;
    return done !== undefined;
  }

  return { ask, save, preview, failure, looking, busy: saving.busy };
}

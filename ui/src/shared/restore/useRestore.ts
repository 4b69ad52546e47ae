// Restoring a backup: look first, then do it. The same on a working PC, in trouble, and on a new one.
import { computed, ref, shallowRef } from 'vue';
import type { BackupLook, Failure } from '@/generated/bindings';
import { rpc, toFailure } from '@/platform';
import { useWrite } from '../data/useWrite';
import { placeFailure } from '../fieldErrors';

const RESTORE_FIELDS = ['file', 'code'] as const;

export function useRestore(preset: string) {
  const file = ref(preset);
  const code = ref('');
  const anyHall = ref(false);
  const look = shallowRef<BackupLook | null>(null);
  const lookFailure = shallowRef<Failure | null>(null);
  const restoring = useWrite('backup_restore');
  const placed = computed(() => {
    const failure = lookFailure.value ?? restoring.failure.value;
    return failure ? placeFailure(failure, RESTORE_FIELDS) : null;
  });
  /** Nothing is restored before it has been seen what it is, and a foreign hall only where that is wanted. */
  const ready = computed(() => look.value !== null && (!look.value.foreign || anyHall.value) && (!look.value.needs_code || code.value.trim() !== ''));

  async function lookAt(): Promise<void> {
    restoring.failure.value = null;
    const asked = file.value;
    try {
      const seen = await rpc('backup_look', { file: asked.trim() });
      // Another file has been typed meanwhile: this says nothing about it.
      if (file.value !== asked) return;
      look.value = seen;
      lookFailure.value = null;
    } catch (thrown) {
      if (file.value !== asked) return;
      look.value = null;
      lookFailure.value = toFailure(thrown);
    }
  }

  /** True when it is done: everybody signs in anew. */
  async function restore(): Promise<boolean> {
    if (!ready.value || restoring.busy.value) return false;
    return (await restoring.run({ file: file.value.trim(), code: code.value, any_hall: anyHall.value })) !== undefined;
  }

  /** Another file was typed: what was seen says nothing about it. */
  function forget(): void {
    look.value = null;
    lookFailure.value = null;
    restoring.failure.value = null;
    anyHall.value = false;
  }

  return { file, code, anyHall, look, placed, ready, busy: restoring.busy, lookAt, restore, forget };
}

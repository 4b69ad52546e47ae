// Whose screens are mounted. They stay while the window is locked; where somebody else takes over, nothing of the one
// before is left: not their forms, not what was read for them.
import { useQueryClient } from '@tanstack/vue-query';
import { computed, nextTick, ref, watch, type Ref } from 'vue';
import type { Frame } from '@/generated/bindings';
import { recoveryCode } from '@/shared/recovery/recovery';
import { person, session, sessionPerson } from '@/shared/session';
import { switching } from '@/features/session/useLeaving';

export function useOwner(frame: Ref<Frame | undefined>): Ref<string | null> {
  const client = useQueryClient();
  const owner = ref<string | null>(null);
  /** Who should be there: as heard of the session, or, before anything was heard, as the frame has it. */
  const wanted = computed(() => (session.value === null ? (frame.value?.person?.person ?? null) : sessionPerson.value));
  const card = computed(() => (frame.value?.person?.person === wanted.value ? frame.value?.person : null));

  async function follow(): Promise<void> {
    if (owner.value !== null && owner.value !== wanted.value) {
      owner.value = null;
      person.value = null;
      recoveryCode.value = null;
      await nextTick();
      client.removeQueries({ type: 'inactive' });
    }
    // The card comes with the frame, which knows nobody while the window is locked.
    if (!card.value) return;
    person.value = card.value;
    owner.value = wanted.value;
  }

  watch([wanted, card], follow, { immediate: true });
  watch(session, (now) => {
    if (now?.state !== 'locked') switching.value = false;
  });
  return owner;
}

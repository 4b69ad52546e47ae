// Leaving by hand: lock, switch, sign out. What was typed goes to the disk first, while the core still takes it.
import { ref } from 'vue';
import { rpc, toFailure } from '@/platform';
import { useWrite } from '@/shared/data/useWrite';
import { hearSession, leaveSession, session, sessionNumber } from '@/shared/session';
import { finishWork } from '@/shared/work';

/** Over the locked screens, somebody else is being chosen. */
export const switching = ref(false);

/** Locks the window; true when it is locked. */
export async function lockScreen(): Promise<boolean> {
  if (session.value?.state !== 'open') return session.value?.state === 'locked';
  await finishWork();
  try {
    const heard = await rpc('session_lock', {});
    // A heartbeat that is on its way was sent before: it may not open again what is closed now.
    sessionNumber.value += 1;
    hearSession(heard);
    return true;
  } catch (thrown) {
    // Nothing is shown as locked that is not; a core that is away is told by the heartbeat.
    console.warn(toFailure(thrown).code);
    return false;
  }
}

/** Locks, and goes on to the list of people. */
export async function switchPerson(): Promise<void> {
  if (await lockScreen()) switching.value = true;
}

export function useSignOut(): () => Promise<void> {
  const { run } = useWrite('sign_out', leaveSession);
  return async () => {
    await finishWork();
    await run({});
  };
}

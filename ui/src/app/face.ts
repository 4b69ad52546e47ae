// Which face the program shows: one at a time, decided by where the program stands and who sits in front of it.
import type { Session, Stage } from '@/generated/bindings';

export type Face = 'closed' | 'unreachable' | 'blank' | 'setup' | 'joining' | 'trouble' | 'sign-in' | 'lock' | 'recovery' | 'screens';

export interface Standing {
  /** The page was let in. */
  entered: boolean;
  stage: Stage | undefined;
  /** The core did not answer when the page came up. */
  failed: boolean;
  /** Null before anything was heard of it. */
  session: Session['state'] | null;
  /** The window holds the secret of a session, which may have ended meanwhile. */
  hasToken: boolean;
  /** A recovery code waits to be locked away. */
  hasCode: boolean;
  /** Somebody else is being chosen over the locked screens. */
  switching: boolean;
  /** Screens of somebody are there to be shown. */
  manned: boolean;
}

export function chooseFace(standing: Standing): Face {
  const { stage, session } = standing;
  if (!standing.entered) return 'closed';
  if (stage === undefined) return standing.failed ? 'unreachable' : 'blank';
  // A code that nobody has put away is shown before anything else, but not to whoever passes a screen that has locked.
  if (standing.hasCode && session !== 'locked') return 'recovery';
  if (stage !== 'ready') return stage;
  if (session === 'locked') return standing.switching ? 'sign-in' : 'lock';
  if (session === 'none') return 'sign-in';
  if (standing.manned) return 'screens';
  return session === null && !standing.hasToken ? 'sign-in' : 'blank';
}

// The secret that names who is signed in at this window. Kept for the tab alone, so that it survives a reload and not a
// restart. Deliberately not here: who that is, which the core tells.

import type { FailureCode } from '@/generated/bindings';

const KEPT_AS = 'yanshi.session';

/** Refusals that speak of the session and not of the command. */
export type SessionRefusal = 'session.none' | 'session.locked';

export function isSessionRefusal(code: FailureCode): code is SessionRefusal {
  return code === 'session.none' || code === 'session.locked';
}

interface SessionKeeper {
  /** The secret, or null when nobody is signed in here. */
  token(): string | null;
  /** Keeps another one, or none. */
  keep(token: string | null): void;
  /** A command that went with `sent` was refused. An answer to an older session says nothing of this one. */
  refused(refusal: SessionRefusal, sent: string | null): void;
  /** Calls back at each refusal that speaks of this session. Answers how to stop. */
  onRefusal(listener: (refusal: SessionRefusal) => void): () => void;
}

export function sessionKeeper(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): SessionKeeper {
  const listeners = new Set<(refusal: SessionRefusal) => void>();
  const token = (): string | null => storage.getItem(KEPT_AS);
  function keep(next: string | null): void {
    if (next === null) storage.removeItem(KEPT_AS);
    else storage.setItem(KEPT_AS, next);
  }
  return {
    token,
    keep,
    refused(refusal, sent) {
      if (sent !== token()) return;
      if (refusal === 'session.none') keep(null);
      listeners.forEach((listener) => listener(refusal));
    },
    onRefusal(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

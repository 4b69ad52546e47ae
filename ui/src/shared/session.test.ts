import { beforeEach, describe, expect, it } from 'vitest';
import { windowSession } from '@/platform';
import { enterSession, hearSession, isOpen, leaveSession, locksAt, session, sessionNumber, sessionPerson } from './session';

beforeEach(() => leaveSession());

describe('the session of this window', () => {
  it('begins with its secret, and says when it locks', () => {
    const before = sessionNumber.value;
    enterSession('t1', { state: 'open', person: 'p1', locks_in_seconds: 300 });
    expect([isOpen.value, sessionPerson.value, windowSession.token(), sessionNumber.value]).toEqual([true, 'p1', 't1', before + 1]);
    expect((locksAt.value ?? 0) - performance.now()).toBeGreaterThan(299_000);
  });

  it('stays its person’s when it is locked', () => {
    enterSession('t1', { state: 'open', person: 'p1', locks_in_seconds: 300 });
    windowSession.refused('session.locked', 't1');
    expect(session.value).toEqual({ state: 'locked', person: 'p1' });
    expect([isOpen.value, locksAt.value, windowSession.token()]).toEqual([false, undefined, 't1']);
  });

  it('is over when the core knows it no more', () => {
    enterSession('t1', { state: 'open', person: 'p1', locks_in_seconds: 300 });
    windowSession.refused('session.none', 't1');
    expect([session.value, windowSession.token()]).toEqual([{ state: 'none' }, null]);
  });

  it('is over when the heartbeat says so', () => {
    enterSession('t1', { state: 'open', person: 'p1', locks_in_seconds: 300 });
    hearSession({ state: 'none' });
    expect([sessionPerson.value, windowSession.token()]).toEqual([null, null]);
  });

  it('does not stir those who watch it when nothing is new', () => {
    hearSession({ state: 'open', person: 'p1', locks_in_seconds: 300 });
    const first = session.value;
    hearSession({ state: 'open', person: 'p1', locks_in_seconds: 298 });
    expect(session.value).toBe(first);
    hearSession({ state: 'open', person: 'p2', locks_in_seconds: 298 });
    expect(sessionPerson.value).toBe('p2');
  });
});

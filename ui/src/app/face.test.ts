import { expect, it } from 'vitest';
import { chooseFace, type Face, type Standing } from './face';

const OPEN: Standing = { entered: true, stage: 'ready', failed: false, session: 'open', hasToken: true, hasCode: false, switching: false, manned: true };

it.each<[Face, string, Partial<Standing>]>([
  ['screens', 'whoever is signed in', {}],
  ['closed', 'a page without its token', { entered: false }],
  ['unreachable', 'a core that does not answer', { stage: undefined, failed: true }],
  ['blank', 'a page that comes up', { stage: undefined }],
  ['setup', 'a PC without a hall', { stage: 'setup', session: 'none' }],
  ['trouble', 'data that cannot be used', { stage: 'trouble', session: null }],
  ['sign-in', 'a hall with nobody signed in', { session: 'none', hasToken: false, manned: false }],
  ['sign-in', 'a window without a session, before the first heartbeat', { session: null, hasToken: false, manned: false }],
  ['blank', 'a window that was loaded anew, before the first heartbeat', { session: null, manned: false }],
  ['screens', 'a window loaded anew whose person the frame has named', { session: null }],
  ['blank', 'somebody who is in and whose screens are on their way', { manned: false }],
  ['lock', 'a locked screen', { session: 'locked' }],
  ['lock', 'a locked window that was loaded anew', { session: 'locked', manned: false }],
  ['sign-in', 'a locked screen that somebody else takes over', { session: 'locked', switching: true }],
  ['recovery', 'a code, right after the wizard', { stage: 'setup', session: null, hasCode: true, manned: false }],
  ['recovery', 'a code that a manager has renewed', { hasCode: true }],
  ['lock', 'a code behind a lock', { hasCode: true, session: 'locked' }],
])('%s for %s', (face, _, change) => expect(chooseFace({ ...OPEN, ...change })).toBe(face));

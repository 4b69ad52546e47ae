import type { Words } from '../zh-Hans';

export const session: Pick<Words, 'sign_in' | 'forgot' | 'lock' | 'menu' | 'own_secret'> = {
  sign_in: {
    title: 'Please sign in',
    people: 'People who can sign in',
    filter: 'Type a name, or choose with 1–9 and the arrows',
    nobody: 'Nobody of that name. Try other letters; a manager enters new colleagues in Settings.',
    secret: '{name} PIN or password',
    sign_in: 'Sign in',
    unlock: 'Unlock',
    demo: 'Demo hall: everybody’s PIN is {secret}',
    back: 'Back to the lock',
    first: 'Enter the first hall manager',
    first_save: 'Enter and sign in',
  },
  forgot: {
    ask: 'Forgotten the PIN',
    title: 'Set a new PIN with the recovery code',
    why: 'Fetch the recovery code from where it is locked away, enter it, and choose a new PIN.',
    other: 'A hall manager sets a new PIN for {name}: Settings, People, Reset PIN.',
    done: 'The new PIN is set; please sign in with it.',
  },
  lock: {
    title: 'Locked',
    why: 'Everything you were entering is still here; it goes on once you unlock.',
    soon: 'The screen locks in {n} seconds. Press any key or move the mouse to go on.',
  },
  menu: { title: '{name} {roles} {key}: switch, lock, PIN', switch: 'Switch person', lock: 'Lock', secret: 'Change PIN', sign_out: 'Sign out' },
  own_secret: { new: 'New PIN or password', present: 'Present PIN or password', save: 'Change', close: 'Close', changed: 'The PIN is changed.' },
};

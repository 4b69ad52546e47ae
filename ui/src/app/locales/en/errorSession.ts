import type { Words } from '../zh-Hans';

export const errorSession: Pick<Words['error'], 'session' | 'sign_in'> = {
  session: {
    none: 'Nobody is signed in, or the session has ended. Sign in first; what you typed is still here.',
    locked: 'The screen is locked. Unlock it first; what you typed is still here.',
  },
  sign_in: {
    wrong: 'The PIN or password is wrong. Please try again.',
    wrong_wait: 'The PIN or password is wrong. Wait {seconds} seconds before trying again.',
    wait: 'There were several wrong tries. Wait {seconds} seconds before trying again.',
  },
};

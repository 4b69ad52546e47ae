import type { Words } from '../zh-Hans';

export const key: Pick<Words, 'key'> = {
  key: {
    title: 'A new key from the recovery code',
    what: 'The recovery code is on the paper printed when the hall was set up; the hall manager keeps it locked away.',
    code: 'Recovery code',
    code_hint: 'Capitals and spaces do not matter',
    recover: 'Make the key',
    busy: 'Making the key…',
  },
};

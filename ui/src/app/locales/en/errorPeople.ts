import type { Words } from '../zh-Hans';

export const errorPeople: Pick<Words['error'], 'secret' | 'person' | 'recovery' | 'hall'> = {
  secret: {
    wrong: 'That is not the present PIN. Please type it again.',
    too_short: 'Too short: a PIN has at least {pin} digits, a password at least {password} characters.',
    too_long: 'At most {max} characters. Please shorten it.',
    too_simple: 'Too easy to guess. Choose another; no runs, no repeats, no two digits in turn.',
    differs: 'The two are not the same. Please type it again.',
  },
  person: {
    not_found: 'There is no such person. Refresh and try again.',
    changed_meanwhile: 'This person was just changed elsewhere. Close this, look at the list, and repeat the change.',
    last_manager: 'This is the last hall manager. Make somebody else manager first.',
    name: 'Please give a name: letters, spaces, middle dots and hyphens only.',
    name_too_long: 'A name has at most {max} characters. Please shorten it.',
    roles: 'Choose at least one role.',
  },
  recovery: {
    mistyped: 'The recovery code has a mistake in it. Please check each character.',
    wrong: 'This is not the present recovery code of this hall. Look for the newest paper.',
    damaged: 'The recovery information in the data is damaged. Please call a technician.',
  },
  hall: { name: 'Please enter the hall’s name (at most {max} characters).', idle_range: 'Between {min} and {max} minutes.', erase_range: 'Between {min} and {max} days.' },
};

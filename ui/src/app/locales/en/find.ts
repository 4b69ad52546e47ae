import type { Words } from '../zh-Hans';

export const find: Pick<Words, 'find'> = {
  find: {
    open: 'Find',
    title: 'Find a booking',
    hint: 'Name, pinyin initials, end of the phone, number, item',
    none: 'Nothing found. A surname, initials, or the last digits of the phone will do.',
    few: 'Type a little more: a letter of a name, or three digits.',
    unreadable: '{n} personal values cannot be opened; nobody is found by them.',
    by_sound: 'sounds alike',
    gone: 'cancelled',
    go: 'Open {name}',
    rights: 'Your role may not search by name.',
    here: 'Find here',
    here_count: '{n} found',
  },
};

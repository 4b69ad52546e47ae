import type { Words } from '../zh-Hans';

export const find: Pick<Words, 'find' | 'scan'> = {
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
  scan: {
    found: 'Scanned {number}: {name}',
    arrived: 'Arrival noted: {name} ({number})',
    already: 'The arrival of {name} ({number}) is noted already.',
    cancelled: 'The booking of {name} ({number}) is cancelled. No arrival was noted.',
    other_day: '{name} ({number}) is booked for {date}. No arrival was noted; press A to note it.',
    not_arrived: 'No arrival was noted for {name} ({number}).',
    none: 'There is no booking {number}.',
    unread: 'What was scanned is no booking number: {text}',
    broken: 'The scan broke off. Please scan it again.',
    failed: 'Booking {number} could not be looked up.',
    rights: 'Your role may not look up booking {number}.',
    in_the_way: 'Close the open window first, then scan {number} again.',
  },
};

import type { Words } from '../zh-Hans';

export const erase: Pick<Words, 'erase'> = {
  erase: {
    open: 'Erase person…',
    title: 'Erase a person',
    word: 'ERASE',
    which: '{n} booking under the same phone is erased: | {n} bookings under the same phone are erased together:',
    goes: 'What goes: name, phone, note and what was missing, from every file of this PC, existing backups included.',
    stays: 'What stays: date, time, items and number of people. No count changes.',
    for_good: 'It cannot be undone, and nothing can bring the values back.',
    type: 'To go on, type: {word}',
    confirm: 'Erase',
    busy: 'Erasing…',
    not: 'Do not erase',
    done: '{n} booking erased | {n} bookings erased',
    unreached: '{n} file could not be reached and still holds the values: | {n} files could not be reached and still hold the values:',
    unreached_do: 'Connect the disk or allow writing. The program tries again every day and at every start; copies taken elsewhere must be destroyed by hand.',
    unreadable: '{n} damaged record cannot be read and may belong to this person too; it is not found. | {n} damaged records cannot be read and may belong to this person too; they are not found.',
  },
};

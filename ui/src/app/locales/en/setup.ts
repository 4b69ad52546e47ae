import type { Words } from '../zh-Hans';

export const setup: Pick<Words, 'setup'> = {
  setup: {
    title: 'Yanshi for the first time',
    step: { hall: 'Hall', hours: 'Saturday hours', location: 'Data folder', catalogue: 'Catalogue', manager: 'Manager' },
    next: 'Next',
    back: 'Back',
    finish: 'Finish',
    restore: 'Restore a backup to this PC',
    hall: {
      question: 'Which hall is this?',
      no_hours: 'no Saturday hours in the sources',
      own: 'Not listed; its name is',
      own_name: 'Name of the hall',
    },
    hours: {
      sessions: 'From when to when on Saturdays? (24-hour)',
      from: 'Session {n}, from',
      to: 'Session {n}, to',
      remove: 'Remove session {n}',
      add: 'Add a session',
      windows: 'Windows serving at once',
      slot_minutes: 'Minutes in a slot',
      why: 'A slot takes as many bookings as there are windows. A booking promises a time, not a window.',
    },
    location: {
      question: 'In which folder should the data lie?',
      check: 'Check',
      good: 'Can be used',
      existing: 'A hall’s data lies here already: it will be opened, not overwritten.',
      why: 'Choose a place that no restore card resets and no cloud drive syncs.',
    },
    catalogue: {
      question: 'Which items to begin with?',
      shipped: 'The 35 Beijing items that come with the program',
      shipped_why: 'What the sources leave open is marked “sample”; import your own catalogue at any time',
      empty: 'An empty catalogue',
      empty_why: 'Import one later in Settings',
    },
  },
};

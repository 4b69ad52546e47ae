import type { Words } from '../zh-Hans';

export const slip: Pick<Words, 'slip' | 'undo'> = {
  slip: {
    title: 'Saturday service booking slip',
    preview: 'Slip',
    demo: 'Sample',
    cancelled: 'This booking is cancelled',
    reprint: 'Copy',
    paper: 'Paper',
    papers: { a5: 'A5', mm80: '80 mm' },
    number: 'Number',
    when: 'Time',
    who: 'Name',
    who_value: '{name} ({n} person) | {name} ({n} people)',
    green: 'green channel',
    qr: 'QR code of booking number {number}',
    departments: 'Decided by:',
    bring: 'Please bring:',
    missing: 'Missing last time:',
    result: {
      on_the_spot: 'If the documents are complete, you get the result on the spot.',
      on_the_spot_once_confirmed: 'Result on the spot once the department confirms; we call you if it cannot come.',
      forwarded: 'Accepted at the window and forwarded on the next working day; you will be told the result.',
      forwarded_on: 'Accepted at the window and forwarded on {date}; you will be told the result.',
      unknown: 'Accepted at the window; whether it can be finished on the spot is said there.',
    },
    tentative: 'The year’s holiday notice is not published yet, so this booking is tentative; we call you if it changes.',
    footer: 'Please come on time with this slip or its number. If you cannot come, please tell us beforehand.',
    print: 'Print',
    close: 'Close',
  },
  undo: {
    done: { made: 'Booked {number}', edited: 'Changed {number}', cancelled: 'Cancelled {number}', accepted: 'Accepted {number}' },
    spoken: 'Done, number {number}; it can be undone for a minute',
    offer: 'Undo ({n} s)',
    over: 'The minute for undoing is over',
  },
};

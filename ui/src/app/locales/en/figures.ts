// Figures of a month: cases covered, people called in, promises kept.
import type { Words } from '../zh-Hans';

export const figures: Pick<Words, 'figures'> = {
  figures: {
    title: 'Figures',
    previous: 'The month before',
    next: 'The month after',
    counted: 'Counted up to {date}; {n} service day on record | Counted up to {date}; {n} service days on record',
    save: 'Save as xlsx',
    file: 'Saved: {path} (no citizen is named)',
    none: 'Nothing is on record of a service day of this month up to today, so there is nothing to count.',
    missing: '—',
    sum: 'Total',
    gone: 'Department no longer in the catalogue',
    gone_numbered: 'Department no longer in the catalogue ({n})',
    cases: '{n} cases, of {bookings} bookings.',
    coverage: {
      title: 'Booked cases covered',
      unit: 'cases',
      rate: '{share} covered',
      head: { department: 'Department', half: 'Half-day', covered: 'Covered', not_covered: 'Not covered', not_recorded: 'Not recorded', all: 'Total', share: 'Share' },
      why: 'Covered: an approver who may do it, or a substitute, is noted as here. Not covered: the department does not come, or not for the item, or everybody is missing. Not recorded: no answer, or nobody noted who came.',
      unrouted: '{n} more case names no department in the catalogue, and is not in the table. | {n} more cases name no department in the catalogue, and are not in the table.',
    },
    presence: {
      title: 'Approvers called in',
      unit: 'half-days of a person',
      rate: '{n} fewer than everybody',
      rate_more: '{n} more than everybody',
      head: { day: 'Service day', halves: 'Half-days', stationed: 'Departments', called: 'Coming', everybody: 'Everybody', saved: 'Saved', unanswered: 'No answer' },
      why: 'Everybody: one of each department with a back office here, in each half-day. No answer: half-days of departments that were told or have cases and did not answer. They may have come, so what is saved is at most this much.',
      silent: 'nothing on record',
      open: 'Staff allocation of {date}',
    },
    promises: {
      title: 'Promises kept',
      unit: 'bookings',
      rate: '{share} kept',
      head: { promised: 'Promised when booked', same_day: 'Same day', forwarded: 'Forwarded', not_come: 'Nobody came', not_recorded: 'Not recorded', all: 'Total', share: 'Kept' },
      promised: { on_the_spot: 'On the spot', once_confirmed: 'Once the department confirms', not_promised: 'Not on the spot', not_recorded: 'Not recorded', all: 'Total' },
      why: 'Same day and forwarded: as people were told on arriving. Kept: the same day, of all but those for whom nobody came; what is not recorded counts as well.',
    },
  },
};

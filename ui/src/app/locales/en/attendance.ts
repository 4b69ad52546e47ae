// Who of those that were to come is here.
import type { Words } from '../zh-Hans';

export const attendance: Pick<Words, 'attendance'> = {
  attendance: {
    title: 'Attendance',
    counts: '{here} here · {missing} missing · {open} not noted',
    none: 'Nobody to be noted that day: no department has answered yet that somebody comes.',
    half: 'Half-day',
    person: 'On duty',
    noted: 'Noted',
    place: 'No. {n}',
    gone: 'no longer in the answer',
    by: 'Substitute: {name}',
    name: 'Who came instead (optional)',
    instead: 'Substitute · {department}, {part}, {person}',
    only: 'Of this person, date and half-day only. The answer of the department stays as it is.',
    save: 'Note',
    anyway: 'Note anyway',
    ring: 'Show the calls',
    go: 'Note attendance',
    presence: { came: 'Here', missing: 'Missing', substitute: 'Substitute', unknown: 'Not noted' },
    act: { came: 'Here', missing: 'Missing', substitute: 'Substitute…', unknown: 'Take back' },
    keys: { came: 'In the attendance list: came', missing: 'In the attendance list: missing', substitute: 'In the attendance list: somebody instead', unknown: 'In the attendance list: take back' },
    ask: {
      missing: 'Then {department} has nobody left ({part}), and whoever booked it is to be called. Note {person} as missing? Press {key} again, or Enter.',
      not_today: '{date} is not today. Note it for {person} of {department} ({part}) anyway? Press {key} again, or Enter.',
    },
    absent: 'Approver missing, {department} ({part}): {n} booking to ring. | Approver missing, {department} ({part}): {n} bookings to ring.',
    absent_here: '{n} more is here: tell them in person. | {n} more are here: tell them in person.',
    ways: 'Possible: {ways}.',
    remedy: { colleague: 'ask the colleague of {department} who can do it ({n})', another_day: 'another Saturday', forward: 'accept now and forward on a working day' },
  },
};

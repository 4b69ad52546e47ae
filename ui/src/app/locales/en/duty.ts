// The duty list and cut-offs.
import type { Words } from '../zh-Hans';

export const duty: Words['duty'] = {
  record: 'Record the answer of {department}',
  cutoff: 'Cut-off: {cutoff}',
  from: 'From',
  until: 'until',
  hours_from: 'from {from}',
  hours_until: 'until {until}',
  department: 'Department',
  state: 'Answer',
  means: 'Told by',
  means_none: 'not noted',
  told_by: 'Who said it (optional)',
  means_of: { telephone: 'telephone', chat: 'chat', in_person: 'in person', paper: 'on paper' },
  noted: 'noted by {person}, {at}',
};

export const cutoff: Words['cutoff'] = {
  title: 'Cut-off of departments',
  why: 'After it, booking a department that nobody is on duty for says at once that the case will be forwarded.',
  until: 'Until',
  weekday: 'Weekday',
  time: 'Time',
  own: 'set here',
  reset: 'Default',
  weekday_of: { d1: 'Mon', d2: 'Tue', d3: 'Wed', d4: 'Thu', d5: 'Fri', d6: 'Sat', d7: 'Sun' },
};

/** What somebody of a department sees. */
export const ownSheet: Words['own_sheet'] = {
  title: 'My department on duty',
  why: 'What is published of your department; what is not published is not shown.',
  department: 'My department',
  choose: 'Choose a department',
  chosen: 'Remembered on this PC, for you alone.',
  none: 'No duty sheet of this day is published.',
  off: 'Your department is not on the sheet of this day: nobody has to come.',
};

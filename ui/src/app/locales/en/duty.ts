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

// The duty list, call-backs and cut-offs.
import type { Words } from '../zh-Hans';

export const duty: Words['duty'] = {
  elsewhere: 'Still to be called on other days:',
  after_all: '{department} comes after all ({item}); they were told it would not',
  record: 'Record the answer of {department}',
  cutoff: 'Cut-off: {cutoff}',
  asked: 'Asked',
  confirmed: 'Confirmed',
  approvers: 'Approvers coming',
  people: 'coming',
  refused: 'Cannot come',
  open: 'Duty list',
  list: 'Duty list, {date}',
  department: 'Department',
  bookings: 'Bookings',
  state: 'Answer',
  record_short: 'Record',
  means: 'Told by',
  means_none: 'not noted',
  told_by: 'Who said it (optional)',
  means_of: { telephone: 'telephone', chat: 'chat', in_person: 'in person', paper: 'on paper' },
  noted: 'noted by {person}, {at}',
  call_backs: 'To call: the department cannot come',
  to_call: '{n} to call',
  no_phone: 'no phone',
  because: '{department} cannot come: {item}',
  outcome: { reached: 'Told', not_reached: 'Not reached' },
  said: { reached: 'told by {person}, {at}', not_reached: 'not reached by {person}, {at}' },
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

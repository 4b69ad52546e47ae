import type { Words } from '../zh-Hans';

export const common: Pick<
  Words,
  'app' | 'language' | 'theme' | 'date' | 'sample' | 'failure' | 'promise' | 'mark' | 'mode'
> = {
  app: { name: 'Yanshi' },
  language: {
    name: { 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', en: 'English' },
    short: { 'zh-Hans': '简', 'zh-Hant': '繁', en: 'EN' },
  },
  theme: { system: 'System', light: 'Light', dark: 'Dark' },
  date: {
    long: '{weekday} {day} {month} {year}',
    short: '{weekday_short} {day} {month}',
    year_month: '{month} {year}',
    weekday: { mon: 'Monday', tue: 'Tuesday', wed: 'Wednesday', thu: 'Thursday', fri: 'Friday', sat: 'Saturday', sun: 'Sunday' },
    weekday_short: { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' },
    month: {
      jan: 'January', feb: 'February', mar: 'March', apr: 'April', may: 'May', jun: 'June',
      jul: 'July', aug: 'August', sep: 'September', oct: 'October', nov: 'November', dec: 'December',
    },
  },
  sample: { mark: 'sample', why: 'Sample value: no source gives it; for demonstration only' },
  failure: {
    unknown: 'That did not work ({code}). What you typed is still here; please try again, or tell your technician this code.',
    next: ' The next Saturday that can be booked is {next}.',
  },
  promise: {
    chip: {
      none_needed: 'no approver needed',
      will_be_asked: 'will be asked',
      asked: 'asked',
      confirmed: 'confirmed: {n}',
      refused: 'cannot come',
      past_cutoff: 'nobody after cut-off',
      no_back_office: 'no back office',
      department_unknown: 'department not known',
    },
    sentence: {
      none_needed: 'This needs no approval in the back office; the window does it on the spot.',
      will_be_asked: 'This booking makes us ask the department to come; cut-off {cutoff}.',
      asked: 'The department has been asked; its answer is awaited.',
      confirmed: 'The department is on duty that Saturday: result on the spot if the documents are complete.',
      refused: 'The department cannot come: the window accepts the case and forwards it on the next working day.',
      past_cutoff: 'Past the cut-off ({cutoff}) and nobody on duty: accepted, and forwarded on the next working day.',
      no_back_office: 'The department has no back office in this hall: accepted here, forwarded on a working day.',
      department_unknown: 'The catalogue does not say who decides; a result on the spot cannot be promised.',
    },
    result: {
      on_the_spot: 'Result on the spot',
      on_the_spot_once_confirmed: 'On the spot once the department confirms',
      forwarded: 'Accepted here, forwarded on a working day',
      forwarded_on: 'Accepted here, forwarded on {date}',
      unknown: 'A result on the spot cannot be promised',
    },
  },
  mark: {
    name: { green: 'green channel', carried_over: 'documents missing last time', forwarded: 'forwarded to a working day', unconfirmed: 'awaiting the department', tentative: 'tentative', repeated: 'same person and item twice', arrived: 'here' },
    label: { green: 'green', carried_over: 'docs', forwarded: 'forward', unconfirmed: 'await', tentative: 'tent.', repeated: 'twice', arrived: 'here' },
    short: { green: 'G', carried_over: 'D', forwarded: 'F', unconfirmed: '?', tentative: 'T', repeated: '2', arrived: '✓' },
  },
  mode: {
    standard: 'Standard hours',
    flex: 'Flexible morning and evening',
    noon: 'Uninterrupted noon',
    saturday: 'Saturday service',
    weekend: 'Weekend service',
  },
};

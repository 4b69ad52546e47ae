// The notice to each department, and what the hall is called and how it is reached.
import type { Words } from '../zh-Hans';

export const notice: Pick<Words, 'notice' | 'contact'> = {
  notice: {
    title: 'Notice to departments',
    cases: '{n} case | {n} cases',
    beside: ' (+{n} provisional)',
    head: '[{hall}] Extended hours, {date}',
    department: '{department}: {count}',
    item: '· {item}: {count}',
    morning: 'Morning',
    afternoon: 'Afternoon',
    half: '{part} {range}: {count}',
    ask: 'Please send an approver, and tell us how many come.',
    confirmed: 'Confirmed: {n} coming. Please tell us of any change.',
    telephone: 'Telephone: {telephone}',
    total: 'Total',
    idle: 'Departments without bookings: {departments}',
    none: 'No department has to be told for this day.',
    copy: 'Copy',
    copy_all: 'Copy all',
    copied: 'The notice to {department} is copied: paste it into the chat',
    copied_all: 'The notice to {n} department is copied | The notices to {n} departments are copied',
    by_hand: 'Copying was refused. The text below is selected: press Ctrl+C to copy it.',
    print: 'Print the notice',
  },
  contact: {
    title: 'The hall’s name, address and telephone',
    why: 'Printed on slips, receipts and notices. Address and telephone are left out where they are empty.',
    name: 'Name (Simplified Chinese)',
    name_zh_hant: 'Name (Traditional Chinese, optional)',
    name_en: 'Name (English, optional)',
    address: 'Address',
    telephone: 'Telephone',
    save: 'Save',
    saved: 'Saved',
  },
};

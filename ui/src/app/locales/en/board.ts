import type { Words } from '../zh-Hans';

export const board: Pick<Words, 'board' | 'departments'> = {
  board: {
    title: 'Bookings',
    people: '{n} person | {n} people',
    items: '{n} item | {n} items',
    free: '{n} seat free | {n} seats free',
    booked: 'booked',
    empty: 'No bookings on this day yet. Press F2 or a free seat to begin.',
    empty_past: 'This day is over, and had no bookings.',
    frozen: 'Its seats are frozen after a restore until a manager gives them out again in the settings; only provisional bookings can be made.',
    slot_head_frozen: '{start}, seats frozen, {taken} taken',
    time: 'Time',
    seat: 'Seat {n}',
    break: 'Break {range}',
    slot_head: '{start}, {taken} of {seats} seats taken',
    free_seat: '{start}, seat {n} free: choose this time',
    choose: 'choose {start}',
    chosen: 'chosen',
    chosen_of: 'chosen · {n} free',
    continued: '(continued)',
    items_more: '{n} more item | {n} more items',
    list_title: '{range} · {n} seat | {range} · {n} seats',
  },
  departments: { beside: ' (+{n} provisional)', title: 'Departments the day’s bookings need', more: '{n} more', fewer: 'Fewer' },
};

// What to say on the telephone: whole sentences for each booking and each reason, of nothing but what the core tells.
import type { CallBooking, CallTask, CallWhy, Names } from '@/generated/bindings';
import { useDates, type Dates } from '../dates';
import { nameOf } from '../language';
import { useWords, type Words } from '../words';

/** A reason, and whether bookings are taken on the day it is about. */
type TaskWhy = CallWhy & Pick<CallBooking, 'open'>;

interface Script {
  /** Who speaks. */
  hello(task: CallTask, hall: string): string;
  /** About one booking, a sentence for each reason. */
  sentences(booking: CallBooking): string[];
  /** `11月28日 周六 09:00` */
  when(date: string, start: string): string;
  /** When it is, and when its person believes it is. */
  times(booking: CallBooking): string;
  /** Why, as a chip says it. */
  reason(why: TaskWhy): string;
}

/** What a line is known by in the document. */
export const idOf = (task: CallTask): string => task.bookings[0]?.booking ?? '';

/** The person's names, where an agent answers for several each once. */
export function peopleOf(task: CallTask): string[] {
  return [...new Set(task.bookings.map(({ name }) => name))];
}

/** The days a line is about: those its person knows, and those that hold. */
export function daysOf(task: CallTask): Set<string> {
  return new Set(task.bookings.flatMap(({ date, known_date: known }) => (known === null ? [date] : [date, known])));
}

/** Every reason once, however many bookings it touches. */
export function reasonsOf(task: CallTask): TaskWhy[] {
  const whys = task.bookings.flatMap(({ whys: of, open }) => of.map((why) => ({ ...why, open })));
  return [...new Map(whys.map((why) => [`${why.reason} ${why.department?.zh_hans ?? ''}`, why])).values()];
}

export function scriptIn(words: Words, dates: Dates): Script {
  const join = (names: readonly string[]): string => names.join(words('outlook.comma'));
  const items = (of: readonly Names[]): string => join(of.map(nameOf));
  const when = (date: string, start: string): string => `${dates.short(date)} ${start}`;

  function comesInPart(why: CallWhy, values: Record<string, string>): string {
    const { from, until } = why;
    if (from !== null && until !== null) return words('to_call.script.comes_in_part.both', { ...values, from, until });
    if (from !== null) return words('to_call.script.comes_in_part.from', { ...values, from });
    if (until !== null) return words('to_call.script.comes_in_part.until', { ...values, until });
    return words('to_call.script.does_not_come', values);
  }

  function sentence(booking: CallBooking, why: CallWhy): string {
    const { date, start } = booking;
    const values = {
      date: dates.short(date), time: start, when: when(date, start), items: items(why.items),
      department: why.department === null ? '' : nameOf(why.department),
    };
    if (why.reason === 'comes_in_part') return comesInPart(why, values);
    // A day on which no bookings are taken is one on which the hall is closed.
    if (why.reason === 'seat_lost' && !booking.open) return words('to_call.script.seat_lost_closed', values);
    if (why.reason !== 'moved') return words(`to_call.script.${why.reason}`, values);
    const from = when(booking.known_date ?? date, booking.known_start ?? start);
    return words('to_call.script.moved', { items: values.items, from, to: values.when });
  }

  return {
    hello: (task, hall) => (task.agent ? words('to_call.script.hello_agent', { hall, name: join(peopleOf(task)) }) : words('to_call.script.hello', { hall })),
    sentences: (booking) => booking.whys.map((why) => sentence(booking, why)),
    when,
    times: ({ date, start, known_date: from, known_start: at }) =>
      from === null || at === null ? when(date, start) : words('to_call.from_to', { from: when(from, at), to: when(date, start) }),
    reason({ reason, department, open }) {
      if (reason === 'seat_lost' && !open) return words('to_call.closed');
      return words(`to_call.reason.${reason}`, { department: department === null ? '' : nameOf(department) });
    },
  };
}

export function useScript(): Script {
  return scriptIn(useWords(), useDates());
}

// Who came, in words: what a line says of its person, and what hangs on a department of which nobody came.
import type { AttendanceHalf, AttendancePlace, RemedyLine } from '@/generated/bindings';
import { nameOf } from '@/shared/language';
import type { Words } from '@/shared/words';

/** A line of the list: somebody who was to come, for a half-day of a department. */
export interface Expected {
  id: string;
  half: AttendanceHalf;
  place: AttendancePlace;
}

export function linesOf(halves: readonly AttendanceHalf[]): Expected[] {
  return halves.flatMap((half) => half.places.map((place) => ({ id: `${half.department} ${half.morning} ${place.place}`, half, place })));
}

export interface Counts {
  here: number;
  missing: number;
  open: number;
}

export function countsOf(halves: readonly AttendanceHalf[]): Counts {
  const sum = (of: keyof Counts): number => halves.reduce((all, half) => all + half[of], 0);
  return { here: sum('here'), missing: sum('missing'), open: sum('open') };
}

/** Half-days of which everybody is missing while bookings hang on it. */
export function absentOf(halves: readonly AttendanceHalf[]): AttendanceHalf[] {
  return halves.filter(({ to_ring: ring, arrived }) => ring.length + arrived.length > 0);
}

/** If this one is missing too, nobody of the department is left for the half-day. */
export function isLast({ half, place }: Expected): boolean {
  const others = half.places.filter((one) => one.expected && one.place !== place.place);
  return place.expected && place.presence !== 'missing' && others.every(({ presence }) => presence === 'missing');
}

export const partOf = ({ morning }: Pick<AttendanceHalf, 'morning'>, words: Words): string => words(morning ? 'notice.morning' : 'notice.afternoon');

/** By name; where nobody said it, by the place on the list. */
export const whoText = ({ person, place }: AttendancePlace, words: Words): string => person ?? words('attendance.place', { n: place + 1 });

export function presenceText({ presence, substitute }: AttendancePlace, words: Words): string {
  return substitute === null ? words(`attendance.presence.${presence}`) : words('attendance.by', { name: substitute });
}

function remedyText({ kind, colleague, bookings }: RemedyLine, words: Words): string {
  if (kind !== 'colleague') return words(`attendance.remedy.${kind}`);
  return words('attendance.remedy.colleague', { department: colleague === null ? '' : nameOf(colleague), n: bookings });
}

/** Sentences: `税务局上午审批人没来：2 个预约要打电话。` `可以：改约别的周六，或先收件、工作日转办。` */
export function absentText(half: AttendanceHalf, words: Words): string[] {
  const values = { department: nameOf(half.short), part: partOf(half, words), n: half.to_ring.length };
  const here = half.arrived.length > 0 ? words('attendance.absent_here', { n: half.arrived.length }) : '';
  const ways = half.remedies.map((line) => remedyText(line, words)).join(words('allocation.or'));
  return [words('attendance.absent', values), here, ways === '' ? '' : words('attendance.ways', { ways })].filter(Boolean);
}

// How the day is laid out: lines of the board from what the core answered. Nothing is counted here that the core counts;
// this only puts cells into their places.
import type { Mark, Names, SeatCell, SessionBoard, SlotBoard } from '@/generated/bindings';
import { all } from '@/shared/choices';

/** Above this many seats cells would be too narrow to read at 1366 pixels; the slot is then shown as counts. */
export const SEATS_SHOWN_MAX = 12;

export interface SlotLine {
  kind: 'slot';
  key: string;
  session: number;
  slot: SlotBoard;
}

interface BreakLine {
  kind: 'break';
  key: string;
  from: string;
  to: string;
}

export interface SessionLine {
  kind: 'session';
  key: string;
  session: number;
  from: string;
  to: string;
  serves: readonly Names[] | null;
}

export type BoardLine = SlotLine | BreakLine | SessionLine;

/**
 * The lines from top to bottom, with a break wherever nobody is served. Where sessions overlap, or one serves some items
 * only, each has a head that says so.
 */
export function boardLines(sessions: readonly SessionBoard[]): BoardLine[] {
  const inOrder = [...sessions].sort((a, b) => a.from.localeCompare(b.from) || a.session - b.session);
  const overlap = inOrder.some((session, at) => inOrder.slice(0, at).some((earlier) => earlier.to > session.from));
  const heads = overlap || sessions.some((session) => session.serves !== null);
  const lines: BoardLine[] = [];
  let end: string | undefined;
  for (const session of inOrder) {
    const { from, to, serves } = session;
    if (end !== undefined && end < from) lines.push({ kind: 'break', key: `break-${session.session}`, from: end, to: from });
    if (heads) lines.push({ kind: 'session', key: `session-${session.session}`, session: session.session, from, to, serves });
    for (const slot of session.slots) {
      lines.push({ kind: 'slot', key: `${session.session}-${slot.slot}`, session: session.session, slot });
    }
    end = end !== undefined && end > to ? end : to;
  }
  return lines;
}

/** Columns of the board: the widest slot of the day. */
export function columnsOf(sessions: readonly SessionBoard[]): number {
  return Math.max(0, ...sessions.flatMap((session) => session.slots.map(widthOf)));
}

/** After a cut of capacity bookings may sit on seats that are no longer offered; they stay in sight. */
function widthOf(slot: SlotBoard): number {
  return Math.max(slot.seats, ...slot.cells.map((cell) => cell.seat));
}

/** The cells of a slot by seat; undefined where the seat is free. */
export function seatRow(slot: SlotBoard): (SeatCell | undefined)[] {
  const row = new Array<SeatCell | undefined>(widthOf(slot)).fill(undefined);
  for (const cell of slot.cells) row[cell.seat - 1] = cell;
  return row;
}

/** Free seats of a slot. */
export function freeOf(slot: SlotBoard): number {
  return Math.max(0, slot.seats - slot.taken);
}

/** Whether a cell is among those that the department filter and the search leave bright. */
export function matches(cell: SeatCell, department: number | null, found: ReadonlySet<string> | null): boolean {
  return (department === null || cell.departments.includes(department)) && (found === null || found.has(cell.booking));
}

/** The first booking of the day that was found, as the board is read; one that is not on it only when there is no other. */
export function firstFound(sessions: readonly SessionBoard[], found: ReadonlySet<string>): string | undefined {
  const slots = boardLines(sessions).flatMap((line) => (line.kind === 'slot' ? line.slot.cells : []));
  return slots.find((cell) => found.has(cell.booking))?.booking ?? [...found][0];
}

/** One counted cell: how many bookings of a slot bear a mark. */
interface MarkCount {
  mark: Mark | 'all';
  n: number;
}

const COUNTED: readonly Mark[] = ['repeated', 'unconfirmed', 'forwarded', 'green', 'carried_over', 'arrived'];

/** The counted cells of a wide slot: all bookings first, then each mark that occurs. */
export function markCounts(cells: readonly SeatCell[]): MarkCount[] {
  const counts = COUNTED.map((mark) => ({ mark, n: cells.filter((cell) => cell.marks.includes(mark)).length }));
  return [{ mark: 'all' as const, n: cells.length }, ...counts].filter(({ n }) => n > 0);
}

/** What needs somebody's attention first. */
const ORDER = all<Mark>()('repeated', 'forwarded', 'unconfirmed', 'green', 'carried_over', 'arrived', 'tentative');

/** All marks of a cell, none hidden by another. */
export function inOrder(cell: Pick<SeatCell, 'marks'>): Mark[] {
  return ORDER.filter((mark) => cell.marks.includes(mark));
}

/** The mark that colours a cell. */
export function leadingMark(cell: SeatCell): Mark | undefined {
  return inOrder(cell)[0];
}

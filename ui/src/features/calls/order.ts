// Who is called first: those whose time has begun, then those to come, then everybody about whom all is known.
import type { CallLine } from '@/generated/bindings';

/** What a line says of its person, for colour and words. */
export type Standing = 'arrived' | 'moved' | 'cancelled' | 'released' | 'coming' | 'rescheduled' | 'no_answer' | 'late' | 'waiting';

export function standingOf(line: CallLine): Standing {
  if (line.arrived !== null) return 'arrived';
  if (line.cancelled) return 'cancelled';
  // To another day: whether its person knows is told by the list of calls.
  if (line.moved_to !== null) return 'moved';
  if (line.released) return 'released';
  if (line.call !== null) return line.call.outcome;
  return line.late ? 'late' : 'waiting';
}

const RANK: Record<Standing, number> = {
  late: 0, waiting: 1, no_answer: 2, coming: 3, rescheduled: 3, moved: 4, released: 4, cancelled: 4, arrived: 5,
};

/** The lines in the order of calling; the core's order, by time, within each rank. */
export function waitingFirst(lines: readonly CallLine[]): CallLine[] {
  return lines.toSorted((a, b) => RANK[standingOf(a)] - RANK[standingOf(b)]);
}

export function countOf(lines: readonly CallLine[], standing: Standing): number {
  return lines.filter((line) => standingOf(line) === standing).length;
}

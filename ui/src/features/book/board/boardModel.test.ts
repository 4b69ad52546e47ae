import { describe, expect, it } from 'vitest';
import type { Mark, SeatCell, SessionBoard, SlotBoard } from '@/generated/bindings';
import { boardLines, columnsOf, firstFound, freeOf, inOrder, leadingMark, markCounts, matches, seatRow } from './boardModel';

const NAMES = { zh_hans: '食品经营许可', zh_hant: '食品經營許可', en: 'Food business licence' };

function cell(seat: number, marks: Mark[] = [], departments: number[] = [1]): SeatCell {
  return { seat, booking: `b${seat}`, continued: false, name: '王*', item: NAMES, items: 1, party: 1, departments, marks };
}

function slot(part: Partial<SlotBoard> = {}): SlotBoard {
  const cells = part.cells ?? [];
  return { slot: 0, start: '09:00', end: '09:30', past: false, seats: 8, taken: cells.length, cells, ...part };
}

const session = (number: number, from: string, to: string, slots: SlotBoard[]): SessionBoard => ({ session: number, serves: null, from, to, slots });

describe('boardLines', () => {
  it('puts a break where two sessions do not touch', () => {
    const lines = boardLines([session(0, '09:00', '12:00', [slot()]), session(1, '13:30', '16:30', [slot()])]);
    expect(lines.map((line) => line.kind)).toEqual(['slot', 'break', 'slot']);
    expect(lines[1]).toMatchObject({ from: '12:00', to: '13:30' });
  });

  it('puts none where they touch', () => {
    const lines = boardLines([session(0, '09:00', '12:00', [slot()]), session(1, '12:00', '13:00', [slot()])]);
    expect(lines.map((line) => line.kind)).toEqual(['slot', 'slot']);
  });

  it('heads each session where they overlap, in the order of their beginnings', () => {
    const lines = boardLines([session(3, '10:00', '11:00', [slot()]), session(0, '09:00', '12:00', [slot()]), session(1, '13:00', '14:00', [slot()])]);
    expect(lines.map((line) => line.key)).toEqual(['session-0', '0-0', 'session-3', '3-0', 'break-1', 'session-1', '1-0']);
    expect(lines[4]).toMatchObject({ from: '12:00', to: '13:00' });
  });

  it('heads a session that serves some items only', () => {
    const served = [{ zh_hans: '税务', zh_hant: '稅務', en: 'Tax' }];
    expect(boardLines([{ ...session(0, '09:00', '12:00', []), serves: served }])).toMatchObject([{ kind: 'session', serves: served }]);
  });
});

it('takes of what was found the first on the board, and what is not on it only when there is no other', () => {
  const sessions = [session(0, '13:30', '16:30', [slot({ cells: [cell(2)] })]), session(1, '09:00', '12:00', [slot({ cells: [cell(1), cell(3)] })])];
  expect(firstFound(sessions, new Set(['gone', 'b2', 'b3']))).toBe('b3');
  expect(firstFound(sessions, new Set(['gone']))).toBe('gone');
  expect(firstFound(sessions, new Set())).toBeUndefined();
});

describe('seats', () => {
  it('stand at their number', () => {
    const row = seatRow(slot({ seats: 4, cells: [cell(3)] }));
    expect(row.map((entry) => entry?.booking)).toEqual([undefined, undefined, 'b3', undefined]);
  });

  it('stay in sight when the capacity was cut below them', () => {
    expect(seatRow(slot({ seats: 2, cells: [cell(4)] }))).toHaveLength(4);
    expect(columnsOf([session(0, '09:00', '12:00', [slot({ seats: 2, cells: [cell(4)] }), slot({ seats: 3 })])])).toBe(4);
    expect(freeOf(slot({ seats: 2, taken: 3 }))).toBe(0);
  });

  it('match a department filter by any of their departments', () => {
    expect(matches(cell(1, [], [1, 5]), 5, null)).toBe(true);
    expect(matches(cell(1, [], [1, 5]), 7, null)).toBe(false);
    expect(matches(cell(1), null, null)).toBe(true);
    expect(matches(cell(1, [], [1]), 1, new Set([cell(1).booking]))).toBe(true);
    expect(matches(cell(1, [], [1]), 1, new Set(['somebody else']))).toBe(false);
  });
});

describe('marks', () => {
  it('are counted, all bookings first, none that does not occur', () => {
    expect(markCounts([cell(1, ['green', 'unconfirmed']), cell(2, ['unconfirmed']), cell(3)])).toEqual([
      { mark: 'all', n: 3 },
      { mark: 'unconfirmed', n: 2 },
      { mark: 'green', n: 1 },
    ]);
    expect(markCounts([])).toEqual([]);
  });

  it('lead by what needs attention first', () => {
    expect(leadingMark(cell(1, ['green', 'tentative', 'forwarded']))).toBe('forwarded');
    expect(leadingMark(cell(1))).toBeUndefined();
  });

  it('are all seen, none hidden by another', () => {
    const marks: Mark[] = ['green', 'unconfirmed', 'arrived', 'forwarded', 'carried_over', 'tentative', 'repeated'];
    expect(inOrder({ marks }).toSorted()).toEqual(marks.toSorted());
    expect(inOrder({ marks: ['green', 'forwarded'] })).toEqual(['forwarded', 'green']);
  });
});

// What each key says: never more than the department said, and a half answer never as a whole one.
import { describe, expect, it } from 'vitest';
import type { AllocationHalf, AllocationLine, HalfAnswerCard } from '@/generated/bindings';
import { ANSWER_KEYS, beginAnswer, denied, isSomebody, notesOf, toNote, toNotes, type AnswerKey } from './answerNote';

const half = (need: number, beside = 0, answers: HalfAnswerCard[] = []): AllocationHalf => ({ need, coming: 0, cases: { held: need, beside }, from: null, to: null, items: [], answers, more: null });
const both = (morning: AllocationHalf, afternoon: AllocationHalf) => ({ morning, afternoon }) as AllocationLine;
const brief = (key: AnswerKey, line: AllocationLine): string => {
  const notes = notesOf(key, line);
  return [notes.morning, notes.afternoon].map((note) => (note === null ? '-' : isSomebody(note.coming) ? `${note.coming} ${note.approvers}` : note.coming)).join(' | ');
};

it.each([
  ['1', 1, 2, 'comes 1 | comes 2'],
  ['1', 2, 0, 'comes 2 | -'],
  ['1', 0, 1, '- | comes 1'],
  ['2', 2, 1, 'comes 2 | cannot'],
  ['2', 0, 1, 'comes 1 | cannot'],
  ['3', 1, 3, 'cannot | comes 3'],
  ['5', 1, 0, 'cannot | cannot'],
  ['6', 1, 0, 'not_reached | -'],
  ['7', 2, 1, 'on_call 2 | on_call 1'],
] as const)('key %s, where %i and %i are needed, says: %s', (key, morning, afternoon, said) => expect(brief(key, both(half(morning), half(afternoon)))).toBe(said));

it('says of provisional bookings alone that one comes for them, and of an empty day that one comes for both', () => {
  expect(brief('1', both(half(0, 1), half(0)))).toBe('comes 1 | -');
  expect(brief('1', both(half(0), half(0)))).toBe('comes 1 | comes 1');
});

it('names nobody and no item by a single key', () => {
  const notes = ANSWER_KEYS.flatMap((key) => Object.values(notesOf(key, both(half(1), half(1)))));
  expect(notes.filter((note) => note !== null && (note.names !== '' || note.rule !== 'all' || note.items.length > 0 || note.from !== '' || note.until !== ''))).toEqual([]);
});

it('finds the half-days that would be left without anybody', () => {
  const line = both(half(1), half(1));
  expect(ANSWER_KEYS.map((key) => denied(notesOf(key, line), line))).toEqual([[], ['afternoon'], ['morning'], ['morning', 'afternoon'], [], []]);
  expect(denied(notesOf('2', both(half(1), half(0))), both(half(1), half(0)))).toEqual([]);
});

describe('the form', () => {
  const said: HalfAnswerCard = {
    coming: 'comes', approvers: 2, names: '王芳、李强', rule: 'all_but', items: [{ item: 7, name: { zh_hans: '', zh_hant: '', en: '' } }], from: '09:00', until: null,
    noted: { told_by: '', means: null, by: '', at: '' },
  };

  it('begins with what stands, and loses nothing of it', () => {
    const notes = toNotes(beginAnswer(both(half(3, 0, [said]), half(0))));
    expect(notes).toEqual({ morning: { coming: 'comes', approvers: 2, names: '王芳、李强', rule: 'all_but', items: [7], from: '09:00', until: '' }, afternoon: null });
  });

  it('takes none of two answers that contradict each other', () => {
    const typed = beginAnswer(both(half(1, 0, [said, { ...said, coming: 'cannot' }]), half(0)));
    expect(typed.morning).toMatchObject({ coming: 'comes', approvers: '1', names: '' });
  });

  it('keeps of who is on call whom to ring', () => {
    const notes = toNotes(beginAnswer(both(half(1, 0, [{ ...said, coming: 'on_call' }]), half(0))));
    expect(notes.morning).toMatchObject({ coming: 'on_call', approvers: 2, names: '王芳、李强' });
  });

  it('says of who does not come neither number nor names nor hours', () => {
    const typed = { coming: 'cannot', approvers: '2', names: '王芳', rule: 'only', items: [7], from: '09:00', until: '10:00' } as const;
    expect(toNote({ ...typed, items: [7] })).toEqual({ coming: 'cannot', approvers: 0, names: '', rule: 'all', items: [], from: '', until: '' });
  });

  it('reads numbers and hours as people type them; what is no number the core refuses', () => {
    const typed = { coming: 'comes', approvers: '２', names: ' 王芳 ', rule: 'all' as const, items: [7], from: '9:00', until: '１１：30' } as const;
    expect(toNote({ ...typed, items: [7] })).toEqual({ coming: 'comes', approvers: 2, names: '王芳', rule: 'all', items: [], from: '09:00', until: '11:30' });
    expect(toNote({ ...typed, items: [], approvers: 'x' })?.approvers).toBe(0);
  });
});

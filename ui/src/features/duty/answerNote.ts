// What a key says a department answered, half-day by half-day; and what a person typed into the form.
import type { AllocationHalf, AllocationLine, Coming, HalfNote, ItemsRule } from '@/generated/bindings';
import { time, whole } from '@/shared/typed';
import { HALVES, halvesWithWork, type HalfName, type TwoHalves } from './halves';

export const ANSWER_KEYS = ['1', '2', '3', '5', '6', '7'] as const;
export type AnswerKey = (typeof ANSWER_KEYS)[number];
export const isAnswerKey = (key: string): key is AnswerKey => ANSWER_KEYS.some((one) => one === key);

export type Notes = Record<HalfName, HalfNote | null>;

const note = (coming: Coming, approvers = 0): HalfNote => ({ coming, approvers, names: '', rule: 'all', items: [], from: '', until: '' });
/** As many as are needed, and at least one. */
const comes = (half: Pick<AllocationHalf, 'need'>): HalfNote => note('comes', Math.max(1, half.need));
/** Of whom somebody may be there: they have a number, names, items and hours. */
export const isSomebody = (coming: Coming | ''): boolean => coming === 'comes' || coming === 'on_call';

/** What a key means for a department. */
export function notesOf(key: AnswerKey, line: TwoHalves): Notes {
  const work = halvesWithWork(line);
  const inWork = (noteFor: (half: HalfName) => HalfNote): Notes => ({
    morning: work.includes('morning') ? noteFor('morning') : null,
    afternoon: work.includes('afternoon') ? noteFor('afternoon') : null,
  });
  switch (key) {
    case '1': return inWork((half) => comes(line[half]));
    case '2': return { morning: comes(line.morning), afternoon: note('cannot') };
    case '3': return { morning: note('cannot'), afternoon: comes(line.afternoon) };
    case '5': return { morning: note('cannot'), afternoon: note('cannot') };
    case '6': return inWork(() => note('not_reached'));
    case '7': return inWork((half) => ({ ...comes(line[half]), coming: 'on_call' }));
  }
}

/** The half-days in which somebody is needed and, as noted, nobody comes: their bookings would lose what they were promised. */
export function denied(notes: Notes, line: TwoHalves): HalfName[] {
  return HALVES.filter((half) => line[half].need > 0 && notes[half]?.coming === 'cannot');
}

/** A half-day as typed. `''`: nothing is said of it. */
export interface TypedHalf {
  coming: Coming | '';
  approvers: string;
  names: string;
  rule: ItemsRule;
  items: number[];
  from: string;
  until: string;
}
type TypedAnswer = Record<HalfName, TypedHalf>;

function typedHalf(half: AllocationHalf, hasWork: boolean): TypedHalf {
  const [known, ...others] = half.answers;
  const approvers = String(Math.max(1, half.need));
  // Of several that contradict each other none is taken.
  if (known === undefined || others.length > 0) return { coming: hasWork ? 'comes' : '', approvers, names: '', rule: 'all', items: [], from: '', until: '' };
  return {
    coming: known.coming, approvers: isSomebody(known.coming) ? String(known.approvers) : approvers, names: known.names, rule: known.rule,
    items: known.items.map(({ item }) => item), from: known.from ?? '', until: known.until ?? '',
  };
}

/** What the form begins with: what stands, so that it is not lost by writing anew; else what is needed. */
export function beginAnswer(line: AllocationLine): TypedAnswer {
  const work = halvesWithWork(line);
  return { morning: typedHalf(line.morning, work.includes('morning')), afternoon: typedHalf(line.afternoon, work.includes('afternoon')) };
}

/** What the core is told. */
export function toNote(half: TypedHalf): HalfNote | null {
  if (half.coming === '') return null;
  if (!isSomebody(half.coming)) return note(half.coming);
  return {
    coming: half.coming, approvers: whole(half.approvers), names: half.names.trim(), rule: half.rule,
    items: half.rule === 'all' ? [] : half.items, from: time(half.from), until: time(half.until),
  };
}

export const toNotes = (typed: TypedAnswer): Notes => ({ morning: toNote(typed.morning), afternoon: toNote(typed.afternoon) });

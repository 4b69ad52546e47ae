// The answers of the first-run wizard, and which step asks for which. Checked by the core; here only what would make a
// step pointless to leave.
import type { FieldFailure, HallChoice, SessionTimes, SetupFinish } from '@/generated/bindings';
import { repeatFault } from '@/shared/people/secretPair';
import { time, whole } from '@/shared/typed';

export const STEPS = ['hall', 'hours', 'location', 'catalogue', 'manager'] as const;
export type Step = (typeof STEPS)[number];

/** Fields as the core names them. */
export const SETUP_FIELDS = ['name', 'saturday', 'windows', 'slot_minutes', 'dir', 'manager', 'secret', 'repeat'] as const;
export type SetupField = (typeof SETUP_FIELDS)[number];

const STEP_OF: Record<SetupField, Step> = {
  name: 'hall',
  saturday: 'hours',
  windows: 'hours',
  slot_minutes: 'hours',
  dir: 'location',
  manager: 'manager',
  secret: 'manager',
  repeat: 'manager',
};

export interface Answers {
  /** Number in the directory, or null for a hall of one's own. */
  hall: number | null;
  name: string;
  saturday: SessionTimes[];
  windows: string;
  slotMinutes: string;
  dir: string;
  shipped: boolean;
  /** The first manager, and their PIN typed twice. */
  manager: string;
  secret: string;
  repeat: string;
}

/** Hours most halls of the directory have; a hall without a source begins with them. */
const USUAL: readonly SessionTimes[] = [
  { from: '09:00', to: '12:00' },
  { from: '13:30', to: '16:30' },
];

export function firstAnswers(dir: string): Answers {
  return { hall: null, name: '', saturday: USUAL.map((times) => ({ ...times })), windows: '8', slotMinutes: '30', dir, shipped: true, manager: '', secret: '', repeat: '' };
}

/** Takes a hall of the directory with the Saturday hours its sources give. */
export function chooseHall(answers: Answers, choice: HallChoice): void {
  answers.hall = choice.hall;
  answers.name = choice.name.zh_hans;
  const hours = choice.saturday.length > 0 ? choice.saturday : USUAL;
  answers.saturday = hours.map((times) => ({ ...times }));
}

export function toFinish(answers: Answers): SetupFinish {
  return {
    dir: answers.dir.trim(),
    hall: answers.hall,
    name: answers.name.trim(),
    saturday: answers.saturday.map(({ from, to }) => ({ from: time(from), to: time(to) })),
    windows: whole(answers.windows),
    slot_minutes: whole(answers.slotMinutes),
    shipped_catalogue: answers.shipped,
    manager: answers.manager.trim(),
    secret: answers.secret,
  };
}

/** What keeps a person on a step. */
export function stepFault(answers: Answers, step: Step): FieldFailure | null {
  if (step === 'hall' && answers.name.trim() === '') return { field: 'name', code: 'setup.hall_name', params: {} };
  if (step === 'hours' && answers.saturday.length === 0) return { field: 'saturday', code: 'setup.sessions', params: {} };
  if (step === 'manager') return repeatFault(answers.secret, answers.repeat);
  return null;
}

/** The step on which a wrong field can be mended. */
export function stepOf(field: SetupField): Step {
  return STEP_OF[field];
}

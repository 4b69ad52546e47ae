// How a department stands: its colour, and the key of what is to be done next.
import type { DutyNext, DutyState } from '@/generated/bindings';
import type { Tone } from '@/shared/parts/promise';

/** State is never told by colour alone: the chip has words too. */
export const STATE_TONES: Record<DutyState, Tone> = {
  cannot: 'bad',
  unanswered: 'bad',
  contradicted: 'bad',
  tell_more: 'warn',
  to_tell: 'warn',
  short: 'warn',
  asked: 'warn',
  on_call: 'accent',
  confirmed: 'ok',
  may_stay: 'off',
  not_yet: 'off',
  idle: 'off',
};

/** The key that does it, as the event names it. */
export const NEXT_KEYS: Record<DutyNext, string> = {
  settle: 'b',
  ring: 'Enter',
  ask_what_holds: 'Enter',
  tell_more: 'c',
  tell: 'c',
  ask_for_more: 'c',
  note_answer: 'Enter',
  tell_may_stay: 't',
};

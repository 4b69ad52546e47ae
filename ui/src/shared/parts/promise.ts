// Colours of promises. State is never told by colour alone: the chip has words too.
import type { Promise as DepartmentPromise, ResultPromise } from '@/generated/bindings';

export type Tone = 'ok' | 'warn' | 'bad' | 'off' | 'accent';

export const PROMISE_TONES: Record<DepartmentPromise, Tone> = {
  none_needed: 'off',
  will_be_asked: 'warn',
  asked: 'warn',
  confirmed: 'ok',
  refused: 'bad',
  past_cutoff: 'bad',
  no_back_office: 'off',
  department_unknown: 'off',
};

export const RESULT_TONES: Record<ResultPromise, Tone> = {
  on_the_spot: 'ok',
  on_the_spot_once_confirmed: 'warn',
  forwarded: 'off',
  unknown: 'off',
};

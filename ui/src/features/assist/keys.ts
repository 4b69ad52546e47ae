// The keys of the open cases: without Alt, while one of them has the cursor. That papers were given back, and that a case is done,
// asks first: whoever waits outside would look for them in vain.
import type { Shortcut } from '@/shared/shortcuts';

/** The list handles them; the sheet of shortcuts shows them. */
export const LOG_KEYS: readonly Shortcut[] = [
  { combo: '1', label: 'assist.keys.leg' }, { combo: 'H', label: 'assist.keys.hand_over' }, { combo: 'R', label: 'assist.keys.back' }, { combo: 'S', label: 'assist.keys.suspend' }, { combo: 'C', label: 'assist.keys.check_pass' }, { combo: 'V', label: 'assist.keys.check_fail' },
  { combo: 'E', label: 'assist.keys.complete' }, { combo: 'Enter', label: 'assist.keys.open' }, { combo: 'Arrows', label: 'assist.keys.choose' },
];

// The keys of the list of who came, while it has the cursor. Whoever is the last of a department is not noted as missing before
// it was asked.
import type { Presence } from '@/generated/bindings';
import type { Shortcut } from '@/shared/shortcuts';

export const PRESENCE_OF: Readonly<Record<string, Presence>> = { 1: 'came', 2: 'missing', 3: 'substitute', 0: 'unknown' };

/** The list handles them; the sheet of shortcuts shows them. */
export const SHOWN_ONLY: readonly Shortcut[] = [
  { combo: '1', label: 'attendance.keys.came' }, { combo: '2', label: 'attendance.keys.missing' }, { combo: '3', label: 'attendance.keys.substitute' },
  { combo: '0', label: 'attendance.keys.unknown' },
];

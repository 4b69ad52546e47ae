// The keys of the list of who came, while it has the cursor: it handles them, the sheet of shortcuts shows them with the list's name,
// because the same digits mean something else on the list of calls. Whoever is the last of a department is asked about first.
import type { Shortcut } from '@/shared/shortcuts';

export const ATTENDANCE_KEYS: readonly Shortcut[] = [
  { combo: '1', label: 'attendance.keys.came' }, { combo: '2', label: 'attendance.keys.missing' },
  { combo: '3', label: 'attendance.keys.substitute' }, { combo: '0', label: 'attendance.keys.unknown' },
];

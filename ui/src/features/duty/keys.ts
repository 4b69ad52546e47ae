// The keys of the list: without Alt, while no text box has the cursor. What would leave bookings without anybody asks first.
import type { Shortcut } from '@/shared/shortcuts';

/** As the event names them. */
export const KEYS: readonly string[] = ['1', '2', '3', '4', '5', '6', '7', 'c', 't', 'v', 'p', 'b', 'n', 'Enter', 'Escape'];

/** The list handles them; the sheet of shortcuts shows them. */
export const SHOWN_ONLY: readonly Shortcut[] = [
  { combo: '1', label: 'allocation.act.all_day' }, { combo: '2', label: 'allocation.act.morning_only' }, { combo: '3', label: 'allocation.act.afternoon_only' },
  { combo: '4', label: 'allocation.act.part' }, { combo: '5', label: 'allocation.act.cannot' }, { combo: '6', label: 'allocation.act.not_reached' },
  { combo: '7', label: 'allocation.act.on_call' }, { combo: 'C', label: 'allocation.act.copy' }, { combo: 'T', label: 'allocation.act.told' },
  { combo: 'V', label: 'allocation.act.paste' }, { combo: 'P', label: 'allocation.act.sheet' }, { combo: 'B', label: 'allocation.keys.bookings' },
  { combo: 'N', label: 'allocation.keys.next' }, { combo: 'Arrows', label: 'allocation.keys.choose' },
];

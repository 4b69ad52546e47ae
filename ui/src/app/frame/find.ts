// What the search dialog lists: bookings as the core found them, then screens whose name was typed.
import type { FoundBooking } from '@/generated/bindings';
import type { ScreenName } from './screens';

export type Hit = { kind: 'booking'; found: FoundBooking } | { kind: 'screen'; name: ScreenName; label: string };

export function hitsOf(text: string, found: readonly FoundBooking[], screens: readonly { name: ScreenName; label: string }[]): Hit[] {
  const typed = text.toLowerCase();
  const named = screens.filter((screen) => typed === '' || screen.label.toLowerCase().includes(typed));
  return [...found.map((one): Hit => ({ kind: 'booking', found: one })), ...named.map((one): Hit => ({ kind: 'screen', ...one }))];
}

/** The next hit up or down; at the ends it goes round. */
export function step(at: number, by: number, count: number): number {
  return count === 0 ? 0 : (at + by + count) % count;
}

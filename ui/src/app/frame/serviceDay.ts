// Which day the service screen shows: today until midnight, though the book already stands on the next Saturday.
import type { Frame } from '@/generated/bindings';
import type { ScreenName } from './screens';

interface DayMove {
  /** The day to go to; absent: stay. */
  to?: string;
  /** The day to come back to when the service screen is left. */
  back: string | null;
}

/** Where to go when a screen is opened. A day that somebody chose stays. */
export function dayFor(screen: ScreenName, focus: string, frame: Pick<Frame, 'focus' | 'service_day'>, back: string | null): DayMove {
  const today = frame.service_day;
  if (screen === 'service') return today !== null && focus !== today && focus === frame.focus ? { to: today, back: focus } : { back };
  return back !== null && focus === today ? { to: back, back: null } : { back: null };
}

// The screens that exist, each with its key. A screen that is not built yet does not stand in the rail.
import type { CommandName } from '@/platform';
import type { IconName } from '@/shared/parts/icons';
import type { Shortcut } from '@/shared/shortcuts';

export const SCREENS = [
  { name: 'book', icon: 'book', low: false, needs: 'book_day' },
  { name: 'duty', icon: 'people', low: false, needs: 'allocation', combo: 'Alt+B' },
  { name: 'own_sheet', icon: 'people', low: false, needs: 'own_sheet', unless: 'allocation' },
  { name: 'assist', icon: 'route', low: false, needs: 'assist_day', combo: 'F6' },
  { name: 'service', icon: 'check', low: false, needs: 'call_list', combo: 'F8' },
  { name: 'to_call', icon: 'phone', low: false, needs: 'to_call', combo: 'F4' },
  { name: 'figures', icon: 'chart', low: false, needs: 'figures', combo: 'Alt+U' },
  { name: 'audit', icon: 'list', low: true, needs: 'audit' },
  { name: 'settings', icon: 'settings', low: false, needs: 'settings' },
] as const satisfies readonly { name: string; icon: IconName; low: boolean; needs: CommandName; unless?: CommandName; combo?: Shortcut['combo'] }[];

export type ScreenName = (typeof SCREENS)[number]['name'];

/** Those of somebody; who sees the whole of something needs no part of it. */
export function screensOf(may: (command: CommandName) => boolean): (typeof SCREENS)[number][] {
  return SCREENS.filter((one) => may(one.needs) && !('unless' in one && may(one.unless)));
}

// The screens that exist. A screen that is not built yet does not stand in the rail.
import type { IconName } from '@/shared/parts/icons';

export const SCREENS = [
  { name: 'book', icon: 'book', low: false },
  { name: 'settings', icon: 'settings', low: true },
] as const satisfies readonly { name: string; icon: IconName; low: boolean }[];

export type ScreenName = (typeof SCREENS)[number]['name'];

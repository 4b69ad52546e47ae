// Which chip a day wears. An ordinary Saturday of a year without notice is not yet certain, and says that first.
import type { DayCard } from '@/generated/bindings';
import type { Tone } from '@/shared/parts/promise';

type DayChipKey = DayCard['kind'] | 'not_published' | 'closed';

const TONES: Record<DayChipKey, Tone> = {
  ordinary_saturday: 'accent',
  makeup_workday: 'warn',
  holiday: 'bad',
  not_published: 'warn',
  closed: 'bad',
  workday: 'off',
  weekend: 'off',
};

export function dayChip(card: Pick<DayCard, 'kind' | 'tentative' | 'open'>): { key: DayChipKey; tone: Tone } {
  // A Saturday on which the hall is closed has no Saturday service to announce.
  if (card.kind === 'ordinary_saturday' && !card.open) return { key: 'closed', tone: TONES.closed };
  const key = card.tentative && card.kind === 'ordinary_saturday' ? 'not_published' : card.kind;
  return { key, tone: TONES[key] };
}

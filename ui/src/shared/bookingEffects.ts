// Words for what is different about a booking since it was made.
import type { BookingEffect } from '@/generated/bindings';
import { nameOf } from './language';
import { useWords } from './words';

type Names = Parameters<typeof nameOf>[0];

export function useEffectWords(): (effect: BookingEffect) => string {
  const words = useWords();
  const listed = (names: (Names | null)[]) => names.map((name) => (name ? nameOf(name) : words('offers.unknown_department'))).join(words('offers.and')) || '—';
  return (effect) => {
    switch (effect.effect) {
      case 'day_closed':
        return words('offers.effect.day_closed', { kind: words(`day.kind.${effect.kind}`) });
      case 'item_renamed':
        return words('offers.effect.item_renamed', { before: nameOf(effect.before), now: nameOf(effect.now) });
      case 'item_gone':
        return words('offers.effect.item_gone', { item: nameOf(effect.item) });
      case 'item_excluded':
        return words('offers.effect.item_excluded', { item: nameOf(effect.item) });
      case 'departments_changed':
        return words('offers.effect.departments_changed', { item: nameOf(effect.item), before: listed(effect.before), now: listed(effect.now) });
    }
  };
}

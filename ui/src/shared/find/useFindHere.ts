// A filter over what a screen shows of a day: name, initials, the end of a phone, a number (a scanned slip types it), an
// item. The core says who matches.
import { computed, ref, type ComputedRef, type MaybeRefOrGetter, type Ref, toValue } from 'vue';
import { useRead } from '@/shared/data/useRead';
import { useMay } from '@/shared/may';
import { enough } from './enough';

export interface FindHere {
  text: Ref<string>;
  /** May this person look for people at all. */
  may: boolean;
  /** Bookings that match; null while nothing is looked for. */
  found: ComputedRef<ReadonlySet<string> | null>;
  /** Everything that was typed has been answered. */
  answered: ComputedRef<boolean>;
}

export function useFindHere(date: MaybeRefOrGetter<string>): FindHere {
  const may = useMay()('booking_find');
  const text = ref('');
  const asks = computed(() => may && enough(text.value));
  const { data, isOld } = useRead('booking_find', () => ({ text: text.value, limit: 0, date: toValue(date) }), { enabled: asks, keepPrevious: true });
  const found = computed(() => (asks.value && data.value ? new Set(data.value.bookings.map((one) => one.booking)) : null));
  const answered = computed(() => !asks.value || (data.value !== undefined && !isOld.value));
  return { text, may, found, answered };
}

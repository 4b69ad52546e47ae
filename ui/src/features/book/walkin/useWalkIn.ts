// Somebody without a booking: told first, then accepted. What was typed outlives the dialog, so that Esc loses nothing.
import { computed, reactive, ref } from 'vue';
import type { BookingSaved, Failure, Language, Names } from '@/generated/bindings';
import { failureOf } from '@/platform';
import { useRead } from '@/shared/data/useRead';
import { useWrite } from '@/shared/data/useWrite';
import { focusDay } from '@/shared/day';
import { placeFailure, type Placed } from '@/shared/fieldErrors';
import { language } from '@/shared/language';
import { newRequest, partyNumber } from '../form/formState';

export const WALK_IN_FIELDS = ['items', 'name', 'phone', 'party', 'note'] as const;
export type WalkInField = (typeof WALK_IN_FIELDS)[number];

const empty = () => ({
  request: newRequest(), itemText: '', items: [] as number[], name: '', phone: '', party: '1', greenChannel: false, note: '',
  slipLanguage: language.value as Language,
});
const state = reactive(empty());
const names = reactive(new Map<number, Names>());

/** Forgets what was typed: the next person at this screen has no business with it. */
export function forgetWalkIn(): void {
  Object.assign(state, empty());
}

export function useWalkIn() {
  const wrong = ref<Placed<WalkInField>>({ at: {}, general: null });
  const accepting = useWrite('walk_in_accept');
  const { data: outlook, isOld } = useRead('walk_in_outlook', () => ({ date: focusDay.value, items: [...state.items] }), {
    enabled: () => focusDay.value !== '' && state.items.length > 0,
    keepPrevious: true,
  });
  /** What the citizen can be told now; nothing before the items are chosen. */
  const told = computed(() => (state.items.length > 0 && !isOld.value ? (outlook.value ?? null) : null));

  function add(item: number, called: Names): void {
    names.set(item, called);
    if (!state.items.includes(item)) state.items.push(item);
    state.itemText = '';
  }

  function remove(item: number): void {
    state.items = state.items.filter((chosen) => chosen !== item);
  }

  const refuse = (failure: Failure): void => void (wrong.value = placeFailure(failure, WALK_IN_FIELDS));

  async function accept(confirmed: string[] = []): Promise<BookingSaved | undefined> {
    if (accepting.busy.value) return undefined;
    if (told.value === null) {
      refuse({ ...failureOf('request.fields'), fields: [{ field: 'items', code: 'booking.item_missing', params: {} }] });
      return undefined;
    }
    const saved = await accepting.run({
      request: state.request, date: focusDay.value, items: [...state.items], name: state.name, phone: state.phone,
      party: partyNumber(state.party), green_channel: state.greenChannel, note: state.note, slip_language: state.slipLanguage,
      told: told.value.told, confirmed,
    });
    if (saved) forgetWalkIn();
    else refuse(accepting.failure.value ?? failureOf('internal'));
    return saved;
  }

  return { state, names, told, wrong, busy: accepting.busy, add, remove, accept };
}

// Somebody without a booking: told first, then accepted. What was typed outlives the dialog, so that Esc loses nothing, and
// lies on the disk while it is typed, so that nothing else does either.
import { computed, reactive, ref, watch } from 'vue';
import type { BookingSaved, Failure, Names, WalkInDraft } from '@/generated/bindings';
import { failureOf, rpc } from '@/platform';
import { useRead } from '@/shared/data/useRead';
import { useWrite } from '@/shared/data/useWrite';
import { focusDay } from '@/shared/day';
import { placeFailure, type Placed } from '@/shared/fieldErrors';
import { language } from '@/shared/language';
import { newRequest } from '@/shared/forms/newRequest';
import { partyNumber } from '@/shared/forms/partyNumber';
import { useDraftKeeping } from '@/shared/forms/useDraftKeeping';

export const WALK_IN_FIELDS = ['items', 'name', 'phone', 'party', 'note'] as const;
export type WalkInField = (typeof WALK_IN_FIELDS)[number];

const empty = () => ({
  request: newRequest(), itemText: '', items: [] as number[], name: '', phone: '', party: '1', greenChannel: false, note: '',
  slipLanguage: language.value,
});
const state = reactive(empty());
const names = reactive(new Map<number, Names>());

/** Forgets what was typed: the next person at this screen has no business with it. */
export function forgetWalkIn(): void {
  Object.assign(state, empty());
}

/** Something was typed that could be lost. */
export const walkInBegun = computed(() => {
  const { itemText, items, name, phone, note } = state;
  return items.length > 0 || [itemText, name, phone, note].some((text) => text.trim() !== '');
});

const draft = computed<WalkInDraft | null>(() => (walkInBegun.value && focusDay.value !== '' ? {
  date: focusDay.value, item_text: state.itemText, items: [...state.items], name: state.name, phone: state.phone, party: state.party,
  green_channel: state.greenChannel, note: state.note, slip_language: state.slipLanguage,
} : null));

/** Keeps what is typed on the disk; once for the screen, whether the dialog is open or not. */
export function useWalkInKeeping() {
  const keeping = useDraftKeeping(() => draft.value, {
    keep: (kept: WalkInDraft) => rpc('walk_in_draft_keep', kept),
    drop: () => rpc('walk_in_draft_drop', {}),
  });

  /** Brings back what was typed before the program ended. What the citizen is told is asked anew, for the day in focus. */
  async function begin(): Promise<void> {
    let found: WalkInDraft | null = null;
    try {
      found = (await rpc('walk_in_draft_show', {})).draft;
    } catch {
      // Without the old draft the form still works; the heartbeat tells that the core is away.
    }
    if (found !== null && !walkInBegun.value) {
      Object.assign(state, {
        itemText: found.item_text, items: [...found.items], name: found.name, phone: found.phone, party: found.party,
        greenChannel: found.green_channel, note: found.note, slipLanguage: found.slip_language,
      });
    }
    keeping.begin(found);
  }

  return { begin };
}

export function useWalkIn() {
  const wrong = ref<Placed<WalkInField>>({ at: {}, general: null });
  const accepting = useWrite('walk_in_accept');
  const { data: outlook, isOld } = useRead('walk_in_outlook', () => ({ date: focusDay.value, items: [...state.items] }), {
    enabled: () => focusDay.value !== '' && state.items.length > 0,
    keepPrevious: true,
  });
  // A form that came back from the disk knows its items by number only.
  const { data: known } = useRead('outlook', () => ({ date: focusDay.value, items: [...state.items], booking: null }), {
    enabled: () => focusDay.value !== '' && state.items.some((item) => !names.has(item)),
  });
  watch(known, (seen) => seen?.items.forEach((item) => names.set(item.item, item.names)), { immediate: true });
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

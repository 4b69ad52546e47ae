// Somebody without a booking: told first, then accepted. What was typed outlives the dialog, so that Esc loses nothing, and
// lies on the disk while it is typed, so that nothing else does either.
import { computed, reactive, ref, watch } from 'vue';
import type { BookingSaved, Failure, Names } from '@/generated/bindings';
import { failureOf } from '@/platform';
import { useRead } from '@/shared/data/useRead';
import { useWrite } from '@/shared/data/useWrite';
import { focusDay } from '@/shared/day';
import { placeFailure, type Placed } from '@/shared/fieldErrors';
import { language } from '@/shared/language';
import { newRequest } from '@/shared/forms/newRequest';
import { partyNumber } from '@/shared/forms/partyNumber';
import { useDraftKeeping } from '@/shared/forms/useDraftKeeping';

export const WALK_IN_FIELDS = ['items', 'name', 'phone', 'party', 'note'] as const;
type WalkInField = (typeof WALK_IN_FIELDS)[number];

const empty = () => ({
  request: newRequest(), item_text: '', items: [] as number[], name: '', phone: '', party: '1', green_channel: false, note: '',
  slip_language: language.value,
});
const state = reactive(empty());
const names = reactive(new Map<number, Names>());

/** Forgets what was typed: the next person at this screen has no business with it. */
export function forgetWalkIn(): void {
  Object.assign(state, empty());
}

/** Something was typed that could be lost. */
export const walkInBegun = computed(() => {
  const { item_text: itemText, items, name, phone, note } = state;
  return items.length > 0 || [itemText, name, phone, note].some((text) => text.trim() !== '');
});

/** The form as it lies on the disk, without the name it was begun under. */
function written(): string {
  const { request: _, ...kept } = state;
  return JSON.stringify(kept);
}

/** What lies on the disk; null if it is no form that this version knows. A field that an older version did not have is empty. */
function read(text: string | null): Partial<typeof state> | null {
  try {
    const { date: _, ...kept } = JSON.parse(text ?? '{}') as Partial<typeof state> & { date?: string };
    return Array.isArray(kept.items) ? kept : null;
  } catch {
    return null;
  }
}

/** Keeps what is typed on the disk; once for the screen, whether the dialog is open or not. */
export function useWalkInKeeping() {
  const keeping = useDraftKeeping('walk_in', () => (walkInBegun.value && focusDay.value !== '' ? written() : null));

  /** Brings back what was typed before the program ended. What the citizen is told is asked anew, for the day in focus. */
  async function begin(): Promise<void> {
    const found = await keeping.find();
    const kept = read(found);
    if (kept !== null && !walkInBegun.value) Object.assign(state, kept, { request: newRequest() });
    // What does not read stays where it is until something else is typed.
    keeping.begin(kept === null ? null : found);
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
    state.item_text = '';
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
    const { item_text: _, ...typed } = state;
    const saved = await accepting.run({
      ...typed, items: [...typed.items], date: focusDay.value, party: partyNumber(typed.party), told: told.value.told, confirmed,
    });
    if (saved) forgetWalkIn();
    else refuse(accepting.failure.value ?? failureOf('internal'));
    return saved;
  }

  return { state, names, told, wrong, busy: accepting.busy, add, remove, accept };
}

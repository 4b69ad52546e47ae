// The booking form as a thing that lives: filled, edited, left, restored. Saving is in `useSaving`, the disk in
// `useDraftKeeping`. One form for the program: it outlives the screen, so that a look at the settings loses nothing.
import { computed, reactive, ref, watch } from 'vue';
import type { BookingDetail, ItemHit, Names, Outlook, SlotRef } from '@/generated/bindings';
import { useRead } from '@/shared/data/useRead';
import { focusDay, goToDay } from '@/shared/day';
import type { Placed } from '@/shared/fieldErrors';
import { language } from '@/shared/language';
import { fromDraft, toDraft, type Draft } from './draft';
import { copyForm, emptyForm, fromDetail, isUntouched, type FormField, type FormState } from './formState';
import { settleSlot } from './slotChoice';

const NOTHING_WRONG: Placed<FormField> = { at: {}, general: null };

export function useBookingForm() {
  const state = reactive<FormState>(emptyForm(language.value));
  const wrong = ref<Placed<FormField>>(NOTHING_WRONG);
  /** The new booking that was begun before an edit: Esc brings it back. */
  const setAside = ref<FormState | null>(null);
  /** The day it was begun for: an edit may lead to another, and the other citizen's booking must not go along. */
  const begunFor = ref('');
  /** The edit answers a repeat: once it is saved, the new booking that was begun is done with. */
  let answersRepeat = false;
  const itemNames = reactive(new Map<number, Names>());

  const outlook = useRead(
    'outlook',
    () => ({ date: focusDay.value, items: [...state.form.items], booking: state.editing?.booking ?? null }),
    { enabled: () => focusDay.value !== '', keepPrevious: true },
  );

  // Only the answer to what is asked now may choose a time: one for the day before would choose that day's.
  watch([outlook.data, outlook.isOld], ([seen, old]) => {
    if (!seen || old) return;
    for (const item of seen.items) itemNames.set(item.item, item.names);
    settle(seen);
  });
  // Another day has other seats: the earliest one there stands ready. At once, because a draft or an edit that moves the
  // day brings its own time right after.
  watch(focusDay, () => (state.slotByHand = false), { flush: 'sync' });
  watch(language, (chosen) => {
    if (isUntouched(state)) state.form.slip_language = chosen;
  });

  function settle(seen: Outlook): void {
    const settled = settleSlot(state.form.slot, state.slotByHand, seen);
    state.form.slot = settled.slot;
    state.slotByHand = settled.byHand;
  }

  function fill(next: FormState): void {
    Object.assign(state, copyForm(next));
    wrong.value = NOTHING_WRONG;
    // The question may be the one that was answered already; then no answer comes that would choose a time.
    const seen = outlook.data.value;
    if (state.form.slot === null && seen && !outlook.isOld.value) settle(seen);
  }

  function addItem(hit: Pick<ItemHit, 'item' | 'names'>): void {
    itemNames.set(hit.item, hit.names);
    if (!state.form.items.includes(hit.item)) state.form.items.push(hit.item);
    state.itemText = '';
    forget('items');
  }

  function removeItem(item: number): void {
    state.form.items = state.form.items.filter((chosen) => chosen !== item);
  }

  function chooseSlot(slot: SlotRef): void {
    state.form.slot = { session: slot.session, slot: slot.slot };
    state.slotByHand = true;
    forget('slot');
  }

  /** A field that is being mended no longer says what was wrong. */
  function forget(field: FormField): void {
    if (wrong.value.at[field]) wrong.value = { ...wrong.value, at: { ...wrong.value.at, [field]: undefined } };
  }

  function startEdit(detail: BookingDetail, instead = false): void {
    answersRepeat = instead;
    if (state.editing === null) {
      setAside.value = isUntouched(state) ? null : copyForm(state);
      begunFor.value = focusDay.value;
    }
    detail.form.items.forEach((item, index) => {
      const names = detail.items[index];
      if (names) itemNames.set(item, names);
    });
    goToDay(detail.form.date);
    fill(fromDetail(detail));
  }

  /** Back to what was begun before, or to an empty form. */
  function leaveEdit(): void {
    if (setAside.value !== null) goToDay(begunFor.value);
    fill(setAside.value ?? emptyForm(language.value));
    setAside.value = null;
    answersRepeat = false;
  }

  /** After an edit was saved. */
  function finishEdit(): void {
    if (answersRepeat) setAside.value = null;
    leaveEdit();
  }

  function clear(): void {
    fill(emptyForm(language.value));
  }

  /** What was cleared by hand last: one press brings it back, until something new is begun. */
  const cleared = ref<FormState | null>(null);
  function clearOrBringBack(): void {
    if (state.editing !== null) return;
    const back = cleared.value;
    if (!isUntouched(state)) {
      cleared.value = copyForm(state);
      clear();
    } else if (back !== null) {
      cleared.value = null;
      fill(back);
    }
  }

  function restore(draft: Draft): void {
    fill(fromDraft(draft));
  }

  /**
   * What the disk should hold. While a booking is edited and a new one was set aside, the new one: the edit can be
   * repeated from the record, the other citizen's words could not.
   */
  const draft = computed<string | null>(() => {
    const worth = setAside.value ?? state;
    const day = setAside.value === null ? focusDay.value : begunFor.value;
    return isUntouched(worth) || day === '' ? null : toDraft(worth, day);
  });

  return {
    state, wrong, itemNames, outlook, draft,
    addItem, removeItem, chooseSlot, forget, startEdit, leaveEdit, finishEdit, clear, clearOrBringBack, cleared, restore, fill,
  };
}

export type BookingFormModel = ReturnType<typeof useBookingForm>;

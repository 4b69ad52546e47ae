// Which time is chosen. The earliest suitable one stands ready; what a person chose is kept even when it fills up, so
// that they learn it instead of being moved.
import type { DepartmentOutlook, Outlook, Promise as Promised, SlotChoice, SlotRef } from '@/generated/bindings';

/** Times shown before 更多: two rows of the form. */
export const SLOTS_SHOWN_MAX = 12;

export function sameSlot(a: SlotRef | null, b: SlotRef | null): boolean {
  return a !== null && b !== null && a.session === b.session && a.slot === b.slot;
}

export function findSlot(slots: readonly SlotChoice[], slot: SlotRef | null): SlotChoice | undefined {
  return slots.find((choice) => sameSlot(choice, slot));
}

/** Whether a time may be chosen. A past one may: the core asks whether that is meant. A full one where one may wait for it. */
export function choosable(choice: SlotChoice, waits = false): boolean {
  return choice.state === 'free' || choice.state === 'past' || (waits && choice.state === 'full');
}

/** What a department promises for a time: one that comes for part of the day promises nothing outside of it. */
export function promiseAt({ department, promise }: Pick<DepartmentOutlook, 'department' | 'promise'>, chosen: Pick<SlotChoice, 'denied'> | undefined): Promised {
  return promise === 'confirmed' && department !== null && chosen?.denied.includes(department) ? 'refused' : promise;
}

/** Why no time of a day is chosen: none there, all over, none for these items, or all taken. */
export function noneBecause(slots: readonly SlotChoice[]): 'form.slot_none' | 'form.slot_all_past' | 'form.slot_none_served' | 'form.slot_none_free' {
  const all = (state: SlotChoice['state']): boolean => slots.every((choice) => choice.state === state);
  if (slots.length === 0) return 'form.slot_none';
  if (all('past')) return 'form.slot_all_past';
  return all('not_served') ? 'form.slot_none_served' : 'form.slot_none_free';
}

/** The time that should be chosen once an outlook has come. */
export function settleSlot(
  chosen: SlotRef | null,
  byHand: boolean,
  outlook: Pick<Outlook, 'slots' | 'suitable'>,
): { slot: SlotRef | null; byHand: boolean } {
  if (byHand && findSlot(outlook.slots, chosen)) return { slot: chosen, byHand };
  return { slot: outlook.suitable, byHand: false };
}

/** Where an arrow key leads among the times: to the next one that can be chosen, or nowhere. */
export function stepSlot(slots: readonly SlotChoice[], from: SlotRef | null, key: string, waits = false): SlotChoice | undefined {
  const open = (choice: SlotChoice): boolean => choice.state === 'free' || (waits && choice.state === 'full');
  const at = slots.findIndex((choice) => sameSlot(choice, from));
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return slots.slice(at + 1).find(open);
    case 'ArrowLeft':
    case 'ArrowUp':
      return slots.slice(0, Math.max(at, 0)).findLast(open);
    case 'Home':
      return slots.find(open);
    case 'End':
      return slots.findLast(open);
    default:
      return undefined;
  }
}

/** The times shown before 更多: a run that begins no later than the first free one and contains the chosen one. */
export function shortSlots(slots: readonly SlotChoice[], chosen: SlotRef | null): readonly SlotChoice[] {
  if (slots.length <= SLOTS_SHOWN_MAX) return slots;
  const room = SLOTS_SHOWN_MAX - 1;
  const firstFree = Math.max(0, slots.findIndex((choice) => choice.state === 'free'));
  const at = slots.findIndex((choice) => sameSlot(choice, chosen));
  const wanted = at >= 0 && (at < firstFree || at >= firstFree + room) ? at - Math.floor(room / 2) : firstFree;
  const start = Math.min(Math.max(0, wanted), slots.length - room);
  return slots.slice(start, start + room);
}

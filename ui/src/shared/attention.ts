// What the frame asks of a screen: F2 works from anywhere, and a booking that was found is opened in the book.
import { ref, shallowRef } from 'vue';

/** Counts the requests; whoever owns the item box watches it. */
export const itemFocus = ref(0);

export function askItemFocus(): void {
  itemFocus.value += 1;
}

/** A booking to be opened; the book takes it and empties this. */
export const bookingAsked = ref<string | null>(null);

export function askBooking(booking: string): void {
  bookingAsked.value = booking;
}

/** The day whose calls are looked at; null for everybody. */
export const callsDay = ref<string | null>(null);
/** Counts the requests to look at the list of calls. */
export const callsAsked = ref(0);

export function askCalls(day: string | null): void {
  callsDay.value = day;
  callsAsked.value += 1;
}

/** Somebody asked for the screen of the departments, with this one in hand; null: whoever is first. The screen takes it and empties this. */
export const dutyAsked = shallowRef<{ department: number | null } | null>(null);

export function askDuty(department: number | null): void {
  dutyAsked.value = { department };
}

/** A case of the log to be opened; the log takes it and empties this. */
export const caseAsked = ref<string | null>(null);

export function askCase(id: string): void {
  caseAsked.value = id;
}

/** A work order to be looked at; the log takes it and empties this. */
export const orderAsked = ref<string | null>(null);

export function askOrder(order: string): void {
  orderAsked.value = order;
}

// What the frame asks of a screen: F2 works from anywhere, and a booking that was found is opened in the book.
import { ref } from 'vue';

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

/** Counts the requests to look at the service day: its call list. */
export const serviceAsked = ref(0);

export function askService(): void {
  serviceAsked.value += 1;
}

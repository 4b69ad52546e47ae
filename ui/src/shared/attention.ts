// F2 works from anywhere: the frame asks here, and the screen that has an item box answers.
import { ref } from 'vue';

/** Counts the requests; whoever owns the item box watches it. */
export const itemFocus = ref(0);

export function askItemFocus(): void {
  itemFocus.value += 1;
}

// Printing slips: they are put on the otherwise invisible paper, and that is printed. The print sheet hides the rest.
import { nextTick, shallowRef, type InjectionKey } from 'vue';
import type { Slip } from '@/generated/bindings';

/** Given by the paper to what lies on it. */
export const ON_PAPER: InjectionKey<boolean> = Symbol('on paper');

/** What lies on the paper, a page each. */
export const onPaper = shallowRef<readonly Slip[]>([]);

/** Prints slips, a page each. */
export async function printSlips(slips: readonly Slip[]): Promise<void> {
  onPaper.value = slips;
  await nextTick();
  window.print();
}

// Printing a slip: it is put on the otherwise invisible paper, and the page is printed. The print sheet hides the rest.
import { nextTick, shallowRef, type InjectionKey } from 'vue';
import type { Slip } from '@/generated/bindings';

/** Given by the paper to what lies on it. */
export const ON_PAPER: InjectionKey<boolean> = Symbol('on paper');

/** What lies on the paper. */
export const onPaper = shallowRef<Slip | null>(null);

export async function printSlip(slip: Slip): Promise<void> {
  onPaper.value = slip;
  await nextTick();
  window.print();
}

// Printing a slip: it is put on the otherwise invisible paper, and the page is printed. The print sheet hides the rest.
import { nextTick, shallowRef } from 'vue';
import type { Slip } from '@/generated/bindings';

/** What lies on the paper. */
export const onPaper = shallowRef<Slip | null>(null);

export async function printSlip(slip: Slip): Promise<void> {
  onPaper.value = slip;
  await nextTick();
  window.print();
}

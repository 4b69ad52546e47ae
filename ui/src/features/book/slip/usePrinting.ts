// Printing slips: they are put on the otherwise invisible paper, and that is printed. The print sheet hides the rest.
import type { InjectionKey } from 'vue';
import type { Slip } from '@/generated/bindings';
import { printPaper } from '@/shared/print';

/** Given by the paper to what lies on it. */
export const ON_PAPER: InjectionKey<boolean> = Symbol('on paper');

/** Prints slips, a page each. */
export function printSlips(slips: readonly Slip[]): Promise<void> {
  return printPaper({ kind: 'slips', slips });
}

// Printing slips: they are put on the otherwise invisible paper, and that is printed. The print sheet hides the rest.
import type { InjectionKey } from 'vue';
import type { Slip } from '@/generated/bindings';
import { rpc } from '@/platform';
import { printPaper } from '@/shared/print';

/** Given by the paper to what lies on it. */
export const ON_PAPER: InjectionKey<boolean> = Symbol('on paper');

/** Which copy of each slip this is, counted by the core. A citizen waits: a slip that cannot be counted is printed all the same. */
async function counted(slips: readonly Slip[]): Promise<readonly Slip[]> {
  try {
    const { copies } = await rpc('slip_print', { bookings: slips.map((slip) => slip.booking) });
    return slips.map((slip, at) => ({ ...slip, copy: copies[at] ?? slip.copy }));
  } catch {
    return slips;
  }
}

/** Prints slips, a page each. */
export async function printSlips(slips: readonly Slip[]): Promise<void> {
  await printPaper({ kind: 'slips', slips: await counted(slips) });
}

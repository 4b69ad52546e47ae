// What to ask again after a change. The core says which parts of what screens show a read is made of, and the pulse says of
// each part whether it may have changed. What stands on this PC alone is in no pulse: writes name that.
import type { QueryClient } from '@tanstack/vue-query';
import { commandInfo, type PartRevisions } from '@/generated/bindings';
import type { CommandName } from '@/platform';

export type Part = keyof PartRevisions;

const localOf = (command: CommandName): readonly string[] => commandInfo[command].local;

/** Whether a read is made of one of these parts. */
export function shows(read: CommandName, parts: readonly Part[]): boolean {
  return commandInfo[read].shows.some((part) => parts.includes(part));
}

/** Whether a write changes what of this PC alone a read shows. */
export function changesLocally(write: CommandName, read: CommandName): boolean {
  return localOf(write).some((local) => localOf(read).includes(local));
}

/** Parts that may have changed between two pulses. */
export function changed(before: PartRevisions, now: PartRevisions): Part[] {
  return (Object.keys(now) as Part[]).filter((part) => before[part] !== now[part]);
}

/** After a write: asks again what it changed on this PC alone, and the pulse, which says what else is old. */
export function refreshAfter(client: QueryClient, write: CommandName): void {
  const heard = client.getQueriesData({ queryKey: ['pulse'] }).some(([, pulse]) => pulse !== undefined);
  // Before the first heartbeat nothing tells, so everything may be old.
  if (!heard) refreshAll(client);
  void client.invalidateQueries({
    predicate: ({ queryKey: [read] }) => read === 'pulse' || changesLocally(write, read as CommandName),
  });
}

/** Whether a read depends on data at all, and would be answered: while nobody is let in, only some are. */
function isWorthAsking(read: CommandName, open: boolean): boolean {
  const { shows: parts, local, needs } = commandInfo[read];
  return parts.length + local.length > 0 && (open || needs === 'anyone');
}

/** Asks again whatever is made of these parts. */
export function refreshParts(client: QueryClient, parts: readonly Part[], open = true): void {
  if (parts.length === 0) return;
  const isOld = (read: CommandName) => shows(read, parts) && isWorthAsking(read, open);
  void client.invalidateQueries({ predicate: ({ queryKey: [read] }) => isOld(read as CommandName) });
}

/** Asks again whatever depends on data at all. */
export function refreshAll(client: QueryClient, open = true): void {
  void client.invalidateQueries({ predicate: ({ queryKey: [read] }) => isWorthAsking(read as CommandName, open) });
}

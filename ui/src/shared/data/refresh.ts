// What to ask again after a change. Reads and writes meet by their tags, which the core declares.
import type { QueryClient } from '@tanstack/vue-query';
import { commandInfo } from '@/generated/bindings';
import type { CommandName } from '@/platform';

const tagsOf = (command: CommandName): readonly string[] => commandInfo[command].tags;

/** Whether a write makes a read stale. */
export function makesStale(write: CommandName, read: CommandName): boolean {
  return tagsOf(write).some((tag) => tagsOf(read).includes(tag));
}

/** Asks again whatever a write made stale. */
export function refreshAfter(client: QueryClient, write: CommandName): void {
  void client.invalidateQueries({ predicate: ({ queryKey: [read] }) => makesStale(write, read as CommandName) });
}

/** Whether a read depends on data at all, and would be answered: while nobody is let in, only some are. */
export function isWorthAsking(read: CommandName, open: boolean): boolean {
  return tagsOf(read).length > 0 && (open || commandInfo[read].needs === 'anyone');
}

/** Asks again whatever depends on data at all: another window changed something. */
export function refreshAll(client: QueryClient, open = true): void {
  void client.invalidateQueries({ predicate: ({ queryKey: [read] }) => isWorthAsking(read as CommandName, open) });
}

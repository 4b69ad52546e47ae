// How syncing stands, as the core last said it with its heartbeat.
import { shallowRef } from 'vue';
import type { SyncChip } from '@/generated/bindings';

/** Null until the core has said something of it. */
export const syncChip = shallowRef<SyncChip | null>(null);

/** Takes over what the core says. The same news again is no news. */
export function hearSync(heard: SyncChip | null): void {
  if (JSON.stringify(heard) !== JSON.stringify(syncChip.value)) syncChip.value = heard;
}

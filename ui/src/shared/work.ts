// Work that is begun and not yet on disk. Whoever leaves the screen by hand waits for it: after that the core takes
// nothing from them.
import { onUnmounted } from 'vue';

const keepers = new Set<() => Promise<void> | undefined>();

/** Says how the calling component's begun work gets to the disk. */
export function useWorkKeeper(keep: () => Promise<void> | undefined): void {
  keepers.add(keep);
  onUnmounted(() => keepers.delete(keep));
}

/** Waits until everything that was begun is on disk. What cannot be kept says so itself and holds nobody up. */
export async function finishWork(): Promise<void> {
  await Promise.allSettled([...keepers].map(async (keep) => keep()));
}

// What was done here within the last minute, the newest last, and taking it back one by one, whatever screen did it. Every
// write whose answer can be taken back comes in by itself (`useWrite`); which of them still can be, the core knows.
import { computed, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import { useQueryClient } from '@tanstack/vue-query';
import type { Failure, UndoOffer } from '@/generated/bindings';
import { rpc, toFailure } from '@/platform';
import { refreshAfter } from './data/refresh';
import { forgetTyping } from './keys/typedIn';
import { sessionPerson } from './session';
import type { WordKey } from './words';

/** How a deed is called: what was done, and to whom. */
export interface DeedName {
  what: WordKey;
  name: string;
}

export interface Deed extends DeedName {
  undo: UndoOffer;
}

/** What can be taken back, the oldest first. */
export const deeds = shallowRef<readonly Deed[]>([]);
/** What was taken back last. */
export const undone = shallowRef<Deed | null>(null);
/** Why the last attempt was refused, and of what. */
export const refused = shallowRef<{ deed: Deed; failure: Failure } | null>(null);
const busy = shallowRef(false);

const without = (deed: Deed): void => void (deeds.value = deeds.value.filter((one) => one.undo.token !== deed.undo.token));

export function noteDeed(deed: Deed): void {
  deeds.value = [...deeds.value, deed];
  undone.value = null;
  refused.value = null;
  forgetTyping();
}

export function forgetDeeds(): void {
  deeds.value = [];
  undone.value = null;
  refused.value = null;
}

// The next person at this screen takes back nothing of the one before.
watch(sessionPerson, forgetDeeds);

export interface Undoing {
  last: ComputedRef<Deed | null>;
  busy: Ref<boolean>;
  /** Takes back the newest deed, or the one with this token. Answers what was taken back. */
  undo(token?: string): Promise<Deed | null>;
}

export function useUndoing(): Undoing {
  const client = useQueryClient();

  async function undo(token?: string): Promise<Deed | null> {
    const deed = token === undefined ? deeds.value.at(-1) : deeds.value.find((one) => one.undo.token === token);
    if (!deed || busy.value) return null;
    busy.value = true;
    try {
      await rpc('undo', { token: deed.undo.token });
      without(deed);
      refused.value = null;
      undone.value = deed;
      forgetTyping();
      refreshAfter(client, 'undo');
      return deed;
    } catch (thrown) {
      const failure = toFailure(thrown);
      refused.value = { deed, failure };
      undone.value = null;
      // What cannot be taken back any more does not stand before what can, and what is older than too late is so, too. What
      // only asks stays.
      if (failure.code === 'undo.too_late') deeds.value = deeds.value.slice(deeds.value.indexOf(deed) + 1);
      else if (failure.code.startsWith('undo.') && !failure.confirmable) without(deed);
      return null;
    } finally {
      busy.value = false;
    }
  }

  return { last: computed(() => deeds.value.at(-1) ?? null), busy, undo };
}

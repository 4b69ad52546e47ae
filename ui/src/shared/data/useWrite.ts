// Writes to the core. After one has succeeded, every read it made old is asked again: the pulse tells which.
import { useQueryClient } from '@tanstack/vue-query';
import { ref, shallowRef, type Ref } from 'vue';
import type { commandInfo, Failure } from '@/generated/bindings';
import { rpc, toFailure, type CommandName, type InputOf, type OutputOf } from '@/platform';
import { noteDeed, type DeedName } from '../undo';
import { deedOf } from './deedOf';
import { refreshAfter } from './refresh';

/** Commands that change something. */
type WriteName = {
  [K in CommandName]: (typeof commandInfo)[K]['kind'] extends 'write' ? K : never;
}[CommandName];

export interface Write<K extends WriteName> {
  /** Sends the command. Undefined when it was refused: then `failure` says why. `about` names it, if it can be taken back. */
  run(input: InputOf<K>, about?: Partial<DeedName>): Promise<OutputOf<K> | undefined>;
  busy: Ref<boolean>;
  /** Why the last attempt was refused. */
  failure: Ref<Failure | null>;
}

/** `heard` is called with the answer before anything is asked again because of it. */
export function useWrite<K extends WriteName>(command: K, heard?: (output: OutputOf<K>) => void): Write<K> {
  const client = useQueryClient();
  const busy = ref(false);
  const failure = shallowRef<Failure | null>(null);
  async function run(input: InputOf<K>, about: Partial<DeedName> = {}): Promise<OutputOf<K> | undefined> {
    busy.value = true;
    try {
      const output = await rpc(command, input);
      failure.value = null;
      const deed = deedOf(command, output, about);
      if (deed) noteDeed(deed);
      heard?.(output);
      refreshAfter(client, command);
      return output;
    } catch (thrown) {
      failure.value = toFailure(thrown);
      return undefined;
    } finally {
      busy.value = false;
    }
  }
  return { run, busy, failure };
}

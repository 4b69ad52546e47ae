// Reads of the core, cached by command and input. What a read shows is told by the core (`commandInfo`), not here.
import { keepPreviousData, useQuery } from '@tanstack/vue-query';
import { computed, getCurrentInstance, onActivated, onDeactivated, ref, toValue, type ComputedRef, type MaybeRefOrGetter, type Ref } from 'vue';
import { rpc, toFailure, type CommandName, type InputOf, type OutputOf } from '@/platform';
import type { commandInfo, Failure } from '@/generated/bindings';

/** Commands that change nothing. */
type ReadName = {
  [K in CommandName]: (typeof commandInfo)[K]['kind'] extends 'read' ? K : never;
}[CommandName];

interface ReadOptions {
  /** Ask only while this holds. */
  enabled?: MaybeRefOrGetter<boolean>;
  /** Show the last answer while the next one, for another input, is on its way. */
  keepPrevious?: boolean;
  /** What else the answer depends on: where it changes, an answer that is on its way is no longer waited for. */
  per?: MaybeRefOrGetter<number>;
  /** Ask again by itself. */
  everyMilliseconds?: number;
}

export interface Read<Output> {
  data: Ref<Output | undefined>;
  failure: ComputedRef<Failure | null>;
  /** The answer shown belongs to an earlier input. */
  isOld: Ref<boolean>;
}

/** Whether whoever reads is on screen: a screen that is kept while another one is open asks nothing. */
function useSeen(): Ref<boolean> {
  const seen = ref(true);
  if (getCurrentInstance()) {
    onActivated(() => (seen.value = true));
    onDeactivated(() => (seen.value = false));
  }
  return seen;
}

/** What grew old while nobody saw it is asked for when it is seen again. */
export function useRead<K extends ReadName>(
  command: K,
  input: MaybeRefOrGetter<InputOf<K>>,
  options: ReadOptions = {},
): Read<OutputOf<K>> {
  const seen = useSeen();
  const query = useQuery({
    queryKey: computed(() => [command, toValue(input), toValue(options.per) ?? 0] as const),
    queryFn: ({ queryKey: [, asked] }): Promise<OutputOf<K>> => rpc(command, asked as InputOf<K>),
    enabled: computed(() => seen.value && (toValue(options.enabled) ?? true)),
    refetchInterval: options.everyMilliseconds ?? false,
    refetchIntervalInBackground: true,
    // An answer is replaced, never changed: what is deep inside needs no watching, and a full board is a lot of it.
    shallow: true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
  return {
    data: query.data,
    failure: computed(() => (query.error.value === null ? null : toFailure(query.error.value))),
    isOld: query.isPlaceholderData,
  };
}

// A form with a new PIN in it: typed twice, sent once, refused at its fields. A PIN that was refused is typed anew.
import { reactive, ref } from 'vue';
import type { Failure } from '@/generated/bindings';
import { placeFailure, type Placed } from '@/shared/fieldErrors';
import { repeatFault } from '@/shared/people/secretPair';

export function useNewSecret<Field extends string>(fields: readonly Field[]) {
  const typed = reactive({ secret: '', repeat: '' });
  const wrong = ref({ at: {}, general: null }) as { value: Placed<Field | 'secret' | 'repeat'> };
  const all = [...fields, 'secret', 'repeat'] as const;

  /** Whether both are the same; says so at the second where they are not. */
  function agrees(): boolean {
    const fault = repeatFault(typed.secret, typed.repeat);
    if (fault) wrong.value = placeFailure({ ...fault, fields: [fault], confirmable: false }, all);
    return fault === null;
  }

  function refuse(failure: Failure | null): void {
    if (failure) wrong.value = placeFailure(failure, all);
  }

  function clear(): void {
    Object.assign(typed, { secret: '', repeat: '' });
    wrong.value = { at: {}, general: null };
  }

  return { typed, wrong, agrees, refuse, clear };
}

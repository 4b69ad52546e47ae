// A PIN typed for a person: sent, refused, waited for. What was typed is gone after each try, right or wrong.
import { computed, ref, shallowRef } from 'vue';
import type { Failure, FieldFailure } from '@/generated/bindings';
import { useSecondsUntil } from '@/shared/clock';
import { useWrite } from '@/shared/data/useWrite';
import { placeFailure } from '@/shared/fieldErrors';
import { enterSession } from '@/shared/session';

const LAST = 'yanshi.last_person';

/** The person who last signed in on this PC, by id alone. */
export const lastPerson = (): string | null => localStorage.getItem(LAST);

export function useSecretEntry(who: () => string | null) {
  const { run, busy, failure: refused } = useWrite('sign_in', ({ token, session }) => enterSession(token, session));
  const secret = ref('');
  const failure = shallowRef<Failure | null>(null);
  const waitUntil = ref<number>();
  /** Seconds that the core makes this person wait. */
  const waiting = useSecondsUntil(() => waitUntil.value);
  const placed = computed(() => (failure.value === null ? null : placeFailure(failure.value, ['secret'])));
  const general = computed(() => placed.value?.general ?? null);
  /** What stands at the field. The seconds of a wait run down in it; after them only what was wrong stays. */
  const wrong = computed<FieldFailure | undefined>(() => {
    const fault = placed.value?.at.secret;
    if (!fault || fault.params['seconds'] === undefined) return fault;
    if (waiting.value > 0) return { ...fault, params: { seconds: String(waiting.value) } };
    return fault.code === 'sign_in.wait' ? undefined : { ...fault, code: 'sign_in.wrong', params: {} };
  });

  /** Tries once; true when the person is in. */
  async function submit(): Promise<boolean> {
    const person = who();
    if (person === null || secret.value === '' || busy.value || waiting.value > 0) return false;
    const typed = secret.value;
    secret.value = '';
    failure.value = null;
    if (await run({ person, secret: typed })) {
      clear();
      localStorage.setItem(LAST, person);
      return true;
    }
    failure.value = refused.value;
    const seconds = Number(refused.value?.params['seconds'] ?? 0);
    waitUntil.value = seconds > 0 ? performance.now() + seconds * 1000 : undefined;
    return false;
  }

  /** Another person is chosen: nothing of the one before stays. */
  function clear(): void {
    secret.value = '';
    failure.value = null;
    waitUntil.value = undefined;
  }

  return { secret, busy, wrong, general, waiting, submit, clear };
}

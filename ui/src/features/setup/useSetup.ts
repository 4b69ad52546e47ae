// The wizard: where one is, what was answered, what the core says to it.
import { useQueryClient } from '@tanstack/vue-query';
import { computed, reactive, ref, shallowRef, watch } from 'vue';
import type { FieldFailure, LocationFound } from '@/generated/bindings';
import { rpc, toFailure } from '@/platform';
import { useRead } from '@/shared/data/useRead';
import { useWrite } from '@/shared/data/useWrite';
import { firstWrong, placeFailure, type Placed } from '@/shared/fieldErrors';
import { recoveryCode } from '@/shared/recovery/recovery';
import { enterSession } from '@/shared/session';
import { firstAnswers, SETUP_FIELDS, stepFault, stepOf, STEPS, toFinish, type SetupField, type Step } from './setupAnswers';

const NOTHING_WRONG: Placed<SetupField> = { at: {}, general: null };

export function useSetup() {
  const { data: choices, failure } = useRead('setup_choices', {});
  const client = useQueryClient();
  const finishing = useWrite('setup_finish');
  const answers = reactive(firstAnswers(''));
  const at = ref(0);
  const step = computed<Step>(() => STEPS[at.value] ?? 'hall');
  const wrong = ref<Placed<SetupField>>(NOTHING_WRONG);
  const location = shallowRef<LocationFound | null>(null);

  watch(choices, (found) => found && answers.dir === '' && (answers.dir = found.data_dir), { immediate: true });
  watch(() => answers.dir, () => (location.value = null));

  /** Looks at the folder; true when data can lie there. */
  async function lookAtFolder(): Promise<boolean> {
    try {
      location.value = await rpc('setup_location', { dir: answers.dir.trim() });
      wrong.value = NOTHING_WRONG;
      return true;
    } catch (thrown) {
      location.value = null;
      wrong.value = placeFailure(toFailure(thrown), SETUP_FIELDS);
      return false;
    }
  }

  /** Shows what keeps a person here; true when something does. */
  function refused(fault: FieldFailure | null): boolean {
    if (fault) wrong.value = placeFailure({ ...fault, fields: [fault], confirmable: false }, SETUP_FIELDS);
    return fault !== null;
  }

  async function next(): Promise<void> {
    if (refused(stepFault(answers, step.value))) return;
    if (step.value === 'location' && !(await lookAtFolder())) return;
    wrong.value = NOTHING_WRONG;
    at.value = Math.min(at.value + 1, STEPS.length - 1);
  }

  function back(): void {
    wrong.value = NOTHING_WRONG;
    at.value = Math.max(0, at.value - 1);
  }

  /** Makes the hall. A fault leads back to the step where it can be mended. */
  async function finish(): Promise<void> {
    if (finishing.busy.value || refused(stepFault(answers, 'manager'))) return;
    const made = await finishing.run(toFinish(answers));
    if (made) {
      recoveryCode.value = made.recovery_code;
      enterSession(made.token, null);
      // Asked with the session that has just begun: the frame says who is in.
      void client.invalidateQueries({ queryKey: ['frame'] });
      return;
    }
    if (!finishing.failure.value) return;
    wrong.value = placeFailure(finishing.failure.value, SETUP_FIELDS);
    const field = firstWrong(wrong.value, SETUP_FIELDS);
    if (field) at.value = STEPS.indexOf(stepOf(field));
  }

  return { choices, failure, answers, at, step, wrong, location, busy: finishing.busy, lookAtFolder, next, back, finish };
}

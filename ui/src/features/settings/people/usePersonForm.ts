// One person on paper: entered, changed, or given a new PIN. One form, three errands. The PIN is typed once: it is told to
// the person, and a slip is mended by giving another.
import { computed, reactive, ref } from 'vue';
import type { Failure, PersonRow, Role } from '@/generated/bindings';
import { useWrite } from '@/shared/data/useWrite';
import { firstWrong, placeFailure, type Placed } from '@/shared/fieldErrors';

export type Errand = 'add' | 'edit' | 'reset';

const PERSON_FIELDS = ['name', 'roles', 'secret'] as const;
type PersonField = (typeof PERSON_FIELDS)[number];

const NOTHING_WRONG: Placed<PersonField> = { at: {}, general: null };

/** `row` is the person as the list showed them; null when somebody is entered. */
export function usePersonForm(errand: Errand, row: PersonRow | null) {
  const answers = reactive({ name: row?.name ?? '', roles: [...(row?.roles ?? [])] as Role[], secret: '' });
  const wrong = ref<Placed<PersonField>>(NOTHING_WRONG);
  const enter = useWrite('person_enter');
  const change = useWrite('person_change');
  const reset = useWrite('secret_reset');
  const busy = computed(() => enter.busy.value || change.busy.value || reset.busy.value);

  function toggle(role: Role): void {
    answers.roles = answers.roles.includes(role) ? answers.roles.filter((had) => had !== role) : [...answers.roles, role];
  }

  function send(): Promise<unknown> {
    const { name, roles, secret } = answers;
    if (errand === 'add' || row === null) return enter.run({ name: name.trim(), roles, secret });
    if (errand === 'reset') return reset.run({ person: row.person, secret });
    return change.run({ person: row.person, base: row.base, name: name.trim(), roles, active: row.active });
  }

  function refuse(failure: Failure): void {
    wrong.value = placeFailure(failure, PERSON_FIELDS);
  }

  /** Sends it; true when it is done. */
  async function save(): Promise<boolean> {
    if (busy.value) return false;
    if ((await send()) !== undefined) return true;
    const failure = (errand === 'add' ? enter : errand === 'reset' ? reset : change).failure.value;
    if (failure) refuse(failure);
    return false;
  }

  /** The field the cursor should go to. */
  const firstBad = (): PersonField | undefined => firstWrong(wrong.value, PERSON_FIELDS);

  return { answers, wrong, busy, toggle, save, firstBad };
}

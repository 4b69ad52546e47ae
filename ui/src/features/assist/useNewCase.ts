// A new case: what was typed outlives the dialog, so that Esc loses nothing.
import { computed, reactive } from 'vue';
import type { CaseWritten, Names } from '@/generated/bindings';
import { useWrite } from '@/shared/data/useWrite';
import { placeFailure, type Placed } from '@/shared/fieldErrors';
import { newRequest } from '@/shared/forms/newRequest';
import { partyNumber } from '@/shared/forms/partyNumber';

/** As the core names them. */
export const CASE_FIELDS = ['items', 'party', 'time', 'texts.name', 'texts.phone', 'texts.reason', 'texts.may_not_enter', 'texts.who_signs', 'texts.carer', 'texts.note', 'documents', 'helper'] as const;
export type CaseField = (typeof CASE_FIELDS)[number];

const empty = () => ({
  request: newRequest(), booking: null as string | null, item_text: '', items: [] as number[], party: '1', handling: 'helping' as 'helping' | 'by_authority', helper: '', name: '', phone: '', reason: '',
  may_not_enter: '', who_signs: '', carer: '', note: '', documents: '',
});
const state = reactive(empty());
const names = reactive(new Map<number, Names>());

/** Forgets what was typed: the next person at this screen has no business with it. */
export function forgetNewCase(): void {
  Object.assign(state, empty());
}

/** What is taken, one after the other as people write it: `身份证、户口本`. */
export const documentsOf = (typed: string): string[] => typed.split(/[、,，;；\n]/).map((one) => one.trim()).filter((one) => one !== '');

export function useNewCase() {
  const opening = useWrite('assist_open');
  const wrong = computed<Placed<CaseField>>(() => (opening.failure.value === null ? { at: {}, general: null } : placeFailure(opening.failure.value, CASE_FIELDS)));

  async function save(): Promise<CaseWritten | undefined> {
    if (opening.busy.value) return undefined;
    const text = (value: string): string | null => (value.trim() === '' ? null : value.trim());
    const made = await opening.run({
      request: state.request, by_authority: state.handling === 'by_authority', date: '', time: '', helper: state.helper === '' ? null : state.helper, party: partyNumber(state.party),
      items: state.items, booking: state.booking,
      texts: {
        name: text(state.name), phone: text(state.phone), reason: text(state.reason), rule: null, may_not_enter: text(state.may_not_enter), who_signs: text(state.who_signs), carer: text(state.carer), note: text(state.note),
      },
      documents: documentsOf(state.documents),
    });
    if (made) forgetNewCase();
    return made;
  }

  function add(item: number, itemNames: Names): void {
    if (!state.items.includes(item)) state.items.push(item);
    names.set(item, itemNames);
  }
  function remove(item: number): void {
    state.items = state.items.filter((one) => one !== item);
  }

  return { state, names, wrong, busy: opening.busy, save, add, remove };
}

// A new case: what was typed outlives the dialog, so that Esc loses nothing, and lies on the disk while it is typed, so that
// nothing else does either.
import { computed, onMounted, reactive } from 'vue';
import type { CaseWritten, Names } from '@/generated/bindings';
import { useWrite } from '@/shared/data/useWrite';
import { placeFailure, type Placed } from '@/shared/fieldErrors';
import { newRequest } from '@/shared/forms/newRequest';
import { partyNumber } from '@/shared/forms/partyNumber';
import { useDraftKeeping } from '@/shared/forms/useDraftKeeping';

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

/** Something was typed that could be lost. */
export const newCaseBegun = computed(() => {
  const { item_text: itemText, items, name, phone, reason, may_not_enter: mayNotEnter, who_signs: whoSigns, carer, note, documents } = state;
  return items.length > 0 || [itemText, name, phone, reason, mayNotEnter, whoSigns, carer, note, documents].some((text) => text.trim() !== '');
});

interface Kept {
  form: Partial<ReturnType<typeof empty>>;
  names: [number, Names][];
}

/** What lies on the disk; null if it is no form that this version knows. */
export function readKept(text: string | null): Kept | null {
  try {
    const kept = JSON.parse(text ?? 'null') as Kept | null;
    return kept !== null && Array.isArray(kept.form.items) && Array.isArray(kept.names) ? kept : null;
  } catch {
    return null;
  }
}

/** The form as it lies on the disk, without the name it was begun under. */
function written(): string {
  const { request: _, ...form } = state;
  return JSON.stringify({ form, names: state.items.flatMap((item) => (names.has(item) ? [[item, names.get(item)]] : [])) });
}

/** What is taken, one after the other as people write it: `身份证、户口本`. */
export const documentsOf = (typed: string): string[] => typed.split(/[、,，;；\n]/).map((one) => one.trim()).filter((one) => one !== '');

export function useNewCase() {
  const opening = useWrite('assist_open');
  const keeping = useDraftKeeping('case', () => (newCaseBegun.value ? written() : null));
  // What was typed before the program ended.
  onMounted(async () => {
    const found = await keeping.find();
    const kept = readKept(found);
    if (kept !== null && !newCaseBegun.value) {
      Object.assign(state, empty(), kept.form);
      kept.names.forEach(([item, called]) => names.set(item, called));
    }
    // What does not read stays where it is until something else is typed.
    keeping.begin(kept === null ? null : found);
  });
  const wrong = computed<Placed<CaseField>>(() => (opening.failure.value === null ? { at: {}, general: null } : placeFailure(opening.failure.value, CASE_FIELDS)));

  async function save(): Promise<CaseWritten | undefined> {
    if (opening.busy.value) return undefined;
    await keeping.pause();
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
    keeping.resume(made !== undefined);
    return made;
  }

  function add(item: number, itemNames: Names): void {
    if (!state.items.includes(item)) state.items.push(item);
    names.set(item, itemNames);
  }
  function remove(item: number): void {
    state.items = state.items.filter((one) => one !== item);
  }

  return { state, names, wrong, busy: opening.busy, save, add, remove, leave: keeping.flush };
}

// The list of who did what, a page at a time, and its filters.
import { computed, reactive, ref, shallowRef, watch } from 'vue';
import { eventKinds, type AuditFilter, type AuditLine, type AuditWords, type Failure } from '@/generated/bindings';
import { rpc, toFailure } from '@/platform';
import { EXCEPTION_REASONS } from '@/shared/choices';
import { isDay } from '@/shared/dateBounds';
import { useRead } from '@/shared/data/useRead';
import { useWrite } from '@/shared/data/useWrite';
import { kindKey } from '@/shared/kindKey';
import { useWords, type Words } from '@/shared/words';

/** Groups of kinds: the part before the dot. */
export const KINDS = ['booking', 'person', 'duty', 'reference', 'hall', 'day', 'seats', 'device', 'assist', 'cards', 'order'] as const;

interface Filters {
  person: string;
  kind: string;
  from: string;
  to: string;
}

/** What the core takes: an empty field asks for nothing, and a date that is not finished neither. */
export function toFilter(filters: Filters): AuditFilter {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  const day = (text: string) => (isDay(text.trim()) ? text.trim() : null);
  return { person: orNull(filters.person), kind: orNull(filters.kind), from: day(filters.from), to: day(filters.to) };
}

/** What a table is written in: the words of the screen. Braces stay for the core to fill. */
export function tableWords(words: Words): AuditWords {
  return {
    headers: [
      words('audit.at'), words('audit.person'), words('audit.what'), words('audit.column.booking'), words('audit.on'),
      words('audit.column.event'), words('audit.hash'), words('audit.column.detail'),
    ],
    kinds: Object.fromEntries(eventKinds.map((kind) => [kind, words(kindKey(kind))])),
    reasons: Object.fromEntries(EXCEPTION_REASONS.map((reason) => [reason, words(`sessions.reason_of.${reason}`)])),
    seats: words('audit.seats', { more: '{more}', less: '{less}' }),
    unknown: words('audit.unknown', { n: '{n}' }),
    program: words('audit.program'),
  };
}

export function useAudit() {
  const words = useWords();
  const filters = reactive<Filters>({ person: '', kind: '', from: '', to: '' });
  const filter = computed(() => toFilter(filters));
  const { data: first, failure, isOld } = useRead('audit', () => ({ filter: filter.value, after: null }), { keepPrevious: true });
  /** Pages after the first, fetched on request. */
  const later = shallowRef<AuditLine[]>([]);
  const next = ref<string | null>(null);
  const fetching = ref(false);
  const exporting = useWrite('audit_export');
  const file = ref('');
  const moreFailure = shallowRef<Failure | null>(null);

  watch(filter, () => (file.value = ''));
  // A new first page, by another filter or because something was done, begins the list anew.
  watch(first, (page) => {
    later.value = [];
    next.value = page?.next ?? null;
  });

  const lines = computed(() => [...(first.value?.lines ?? []), ...later.value]);

  /** Fetches the next page; an answer to another filter or to an older list says nothing about this one. */
  async function more(): Promise<void> {
    const [asked, list] = [next.value, first.value];
    if (asked === null || fetching.value) return;
    fetching.value = true;
    try {
      const page = await rpc('audit', { filter: filter.value, after: asked });
      if (first.value !== list || next.value !== asked) return;
      later.value = [...later.value, ...page.lines];
      next.value = page.next;
      moreFailure.value = null;
    } catch (thrown) {
      moreFailure.value = toFailure(thrown);
    } finally {
      fetching.value = false;
    }
  }

  async function take(): Promise<void> {
    const made = await exporting.run({ filter: filter.value, words: tableWords(words) });
    if (made) file.value = made.path;
  }

  const wrong = computed(() => failure.value ?? moreFailure.value ?? exporting.failure.value);
  /** The first page of this filter has come. */
  const answered = computed(() => first.value !== undefined && !isOld.value);
  return { filters, lines, answered, next: computed(() => (isOld.value ? null : next.value)), more, take, file, busy: exporting.busy, wrong };
}

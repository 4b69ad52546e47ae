// What is printed of the departments: the notice to all on one sheet, and the duty sheet as published.
import { computed, ref, shallowRef, watch } from 'vue';
import type { DutyNotice, DutySheet, Failure } from '@/generated/bindings';
import { rpc, toFailure } from '@/platform';
import { useWrite } from '@/shared/data/useWrite';
import { language } from '@/shared/language';
import { onPaper, printPaper, type DutyPaper } from '@/shared/print';
import { useWords } from '@/shared/words';

const COLUMNS = ['department', 'half', 'item', 'cases', 'need', 'times', 'numbers'] as const;

export function useDutyPapers(date: () => string) {
  const notice = computed(() => (onPaper.value?.kind === 'notice' ? onPaper.value.notice : null));
  const paper = computed(() => (onPaper.value?.kind === 'duty' ? onPaper.value : null));
  const words = useWords();
  const exporting = useWrite('duty_notices_export');
  /** Where the last workbook of notices was written. */
  const file = ref('');
  watch(date, () => (file.value = ''));
  const asked = shallowRef<Failure | null>(null);
  const failure = computed(() => asked.value ?? exporting.failure.value);
  let asking = false;

  /** Asked for when it is printed: nobody looks at it before. One at a time. */
  async function fetched<Output>(ask: () => Promise<Output>): Promise<Output | null> {
    if (asking || onPaper.value !== null) return null;
    asking = true;
    asked.value = null;
    try {
      return await ask();
    } catch (thrown) {
      asked.value = toFailure(thrown);
      return null;
    } finally {
      asking = false;
    }
  }

  async function printNotice(): Promise<void> {
    const made: DutyNotice | null = await fetched(() => rpc('duty_notice', { date: date() }));
    if (made) await printPaper({ kind: 'notice', notice: made });
  }

  /** The notices of departments as a workbook: of one, or of all. */
  async function saveNotices(departments: number[]): Promise<void> {
    if (departments.length === 0 || exporting.busy.value) return;
    const made = await exporting.run({
      date: date(), departments, language: language.value, title: words('notice.title'), headers: COLUMNS.map((column) => words(`notice.column.${column}`)),
      morning: words('notice.morning'), afternoon: words('notice.afternoon'),
    });
    file.value = made?.path ?? '';
  }

  async function printSheet(sheet: DutySheet, form: DutyPaper['form'], departments: readonly number[]): Promise<void> {
    await printPaper({ kind: 'duty', sheet, form, departments });
  }

  /** The sheet published last: for the wall, or a department's own page. */
  async function printPublished(department: number | null): Promise<void> {
    const sheet: DutySheet | null = await fetched(() => rpc('duty_sheet', { date: date() }));
    if (sheet) await printSheet(sheet, department === null ? 'wall' : 'departments', department === null ? [] : [department]);
  }

  return { notice, paper, failure, file, printNotice, saveNotices, printSheet, printPublished };
}

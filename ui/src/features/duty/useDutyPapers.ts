// What is printed or saved of the departments: notices, to one or to all who need one, and the duty sheet as published.
import { computed, ref, shallowRef, watch } from 'vue';
import type { Allocation, AllocationLine, DutySheet, Failure } from '@/generated/bindings';
import { rpc, toFailure } from '@/platform';
import { useWrite } from '@/shared/data/useWrite';
import { language } from '@/shared/language';
import { onPaper, printPaper, type DutyPaper } from '@/shared/print';
import { useWords } from '@/shared/words';

const COLUMNS = ['department', 'half', 'item', 'cases', 'new_cases', 'need', 'new_people', 'times', 'numbers'] as const;

export function useDutyPapers(date: () => string) {
  const notice = computed(() => (onPaper.value?.kind === 'notice' ? onPaper.value : null));
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

  /** The notices of departments on paper: of one, or of several. */
  async function printNotices(day: Pick<Allocation, 'contact' | 'date' | 'at'>, lines: readonly AllocationLine[]): Promise<void> {
    if (onPaper.value === null) await printPaper({ kind: 'notice', day, lines });
  }

  /** The same as a workbook. */
  async function saveNotices(lines: readonly AllocationLine[]): Promise<void> {
    if (lines.length === 0 || exporting.busy.value) return;
    const made = await exporting.run({
      date: date(), departments: lines.map(({ department }) => department), language: language.value, title: words('notice.title'), headers: COLUMNS.map((column) => words(`notice.column.${column}`)),
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

  return { notice, paper, failure, file, printNotices, saveNotices, printSheet, printPublished };
}

// What is printed of the departments: the notice to all on one sheet, and the duty sheet as published.
import { computed, shallowRef } from 'vue';
import type { DutyNotice, DutySheet, Failure } from '@/generated/bindings';
import { rpc, toFailure } from '@/platform';
import { onPaper, printPaper, type DutyPaper } from '@/shared/print';

export function useDutyPapers(date: () => string) {
  const notice = computed(() => (onPaper.value?.kind === 'notice' ? onPaper.value.notice : null));
  const paper = computed(() => (onPaper.value?.kind === 'duty' ? onPaper.value : null));
  const failure = shallowRef<Failure | null>(null);
  let asking = false;

  /** Asked for when it is printed: nobody looks at it before. One at a time. */
  async function fetched<Output>(ask: () => Promise<Output>): Promise<Output | null> {
    if (asking || onPaper.value !== null) return null;
    asking = true;
    failure.value = null;
    try {
      return await ask();
    } catch (thrown) {
      failure.value = toFailure(thrown);
      return null;
    } finally {
      asking = false;
    }
  }

  async function printNotice(): Promise<void> {
    const made: DutyNotice | null = await fetched(() => rpc('duty_notice', { date: date() }));
    if (made) await printPaper({ kind: 'notice', notice: made });
  }

  async function printSheet(sheet: DutySheet, form: DutyPaper['form'], departments: readonly number[]): Promise<void> {
    await printPaper({ kind: 'duty', sheet, form, departments });
  }

  /** The sheet published last: for the wall, or a department's own page. */
  async function printPublished(department: number | null): Promise<void> {
    const sheet: DutySheet | null = await fetched(() => rpc('duty_sheet', { date: date() }));
    if (sheet) await printSheet(sheet, department === null ? 'wall' : 'departments', department === null ? [] : [department]);
  }

  return { notice, paper, failure, printNotice, printSheet, printPublished };
}

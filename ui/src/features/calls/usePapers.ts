// The day's list on paper and as a workbook. Both bear whole names: the core puts on record who took them along.
import { nextTick, ref, shallowRef } from 'vue';
import type { DayList } from '@/generated/bindings';
import { useWrite } from '@/shared/data/useWrite';
import { focusDay } from '@/shared/day';
import { language } from '@/shared/language';
import { useWords } from '@/shared/words';

export const COLUMNS = ['time', 'number', 'name', 'phone', 'agent', 'party', 'items', 'departments', 'green', 'missing', 'arrived'] as const;

export function usePapers() {
  const words = useWords();
  const listing = useWrite('day_list');
  const exporting = useWrite('day_export');
  const onPaper = shallowRef<DayList | null>(null);
  /** Where the workbook was written. */
  const file = ref('');

  async function print(): Promise<void> {
    const list = await listing.run({ date: focusDay.value });
    if (!list) return;
    onPaper.value = list;
    await nextTick();
    window.print();
    onPaper.value = null;
  }

  async function save(): Promise<void> {
    const made = await exporting.run({
      date: focusDay.value, language: language.value, title: `${words('papers.title')} ${focusDay.value}`,
      headers: COLUMNS.map((column) => words(`papers.column.${column}`)), yes: words('detail.yes'),
    });
    if (made) file.value = made.path;
  }

  return { onPaper, file, print, save, busy: exporting.busy, failures: [listing.failure, exporting.failure] };
}

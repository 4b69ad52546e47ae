// A day's lists on paper, and the day as a workbook. All bear whole names: the core puts on record who took them along.
import { computed, ref } from 'vue';
import type { ListOf } from '@/generated/bindings';
import { CALL_OUTCOMES, CHANNELS, RESULTS } from '@/shared/choices';
import { useWrite } from '@/shared/data/useWrite';
import { focusDay } from '@/shared/day';
import { language } from '@/shared/language';
import { COLUMNS } from '@/shared/paper/columns';
import { onPaper, printPaper } from '@/shared/print';
import { useWords } from '@/shared/words';

/** What the workbook tells beside that. */
const OF_RECORD = ['note', 'standing', 'source', 'promise', 'call', 'other_day'] as const;
const STANDINGS = ['booked', 'provisional', 'without_seat', 'released', 'arrived', 'walked_in', 'moved', 'cancelled'] as const;

export function usePapers() {
  const words = useWords();
  const listing = useWrite('day_list');
  const exporting = useWrite('day_export');
  const list = computed(() => (onPaper.value?.kind === 'list' ? onPaper.value.list : null));
  const printing = ref(false);
  /** Where the workbook was written. */
  const file = ref('');

  /** Making a list is on record: while one is being made or printed no second one is. */
  async function print(which: ListOf): Promise<void> {
    if (printing.value) return;
    printing.value = true;
    try {
      const made = await listing.run({ date: focusDay.value, list: which });
      if (made) await printPaper({ kind: 'list', list: made });
    } finally {
      printing.value = false;
    }
  }

  /** What stands in the cells of the workbook, by the core's codes. */
  function cellWords(): Record<string, string> {
    return Object.fromEntries([
      ...STANDINGS.map((code) => [`standing.${code}`, words(`papers.standing.${code}`)]),
      ...CHANNELS.map((code) => [`source.${code}`, words(`form.channel.${code}`)]),
      ['source.walk_in', words('papers.walk_in')],
      ...RESULTS.map((code) => [`result.${code}`, words(`promise.result.${code}`)]),
      ...CALL_OUTCOMES.map((code) => [`outcome.${code}`, words(`calls.standing.${code}`)]),
    ]);
  }

  async function save(): Promise<void> {
    const made = await exporting.run({
      date: focusDay.value, language: language.value, title: `${words('papers.titles.day')} ${focusDay.value}`,
      headers: [...COLUMNS, ...OF_RECORD].map((column) => words(`papers.column.${column}`)), yes: words('detail.yes'), words: cellWords(),
    });
    if (made) file.value = made.path;
  }

  return { list, printing, file, print, save, busy: exporting.busy, failures: [listing.failure, exporting.failure] };
}

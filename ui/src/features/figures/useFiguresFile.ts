// The figures of a month as a workbook, in the words of the screen.
import { ref } from 'vue';
import { useWrite } from '@/shared/data/useWrite';
import { language } from '@/shared/language';
import { useWords } from '@/shared/words';
import { COVERAGE_HEADS, PRESENCE_HEADS, PROMISE_HEADS, PROMISED } from './heads';

export function useFiguresFile(month: () => string) {
  const words = useWords();
  const exporting = useWrite('figures_export');
  /** Where the workbook was written; empty if none was of the month in sight. */
  const file = ref('');

  async function save(): Promise<void> {
    if (exporting.busy.value) return;
    const date = month();
    const made = await exporting.run({
      date, language: language.value,
      coverage: { title: words('figures.coverage.title'), headers: COVERAGE_HEADS.map((head) => words(`figures.coverage.head.${head}`)) },
      presence: { title: words('figures.presence.title'), headers: PRESENCE_HEADS.map((head) => words(`figures.presence.head.${head}`)) },
      promises: { title: words('figures.promises.title'), headers: PROMISE_HEADS.map((head) => words(`figures.promises.head.${head}`)) },
      promised: PROMISED.map((line) => words(`figures.promises.promised.${line}`)),
      morning: words('notice.morning'), afternoon: words('notice.afternoon'), sum: words('figures.sum'), gone: words('figures.gone'),
    });
    if (made && date === month()) file.value = made.path;
  }

  return { save, file, busy: exporting.busy, failure: exporting.failure };
}

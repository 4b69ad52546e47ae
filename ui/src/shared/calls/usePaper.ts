// The list on paper and as a workbook. Both bear whole names and numbers: the core puts on record who took them along.
import { nextTick, ref, shallowRef } from 'vue';
import type { ToCallPaper } from '@/generated/bindings';
import { useToCall } from '@/shared/calls/useToCall';
import { useWrite } from '@/shared/data/useWrite';
import { useDates } from '@/shared/dates';
import { language } from '@/shared/language';
import { useWords, type WordKey } from '@/shared/words';
import { useScript } from './script';

/** Ticked by hand while somebody telephones. */
export const TICKS = ['told', 'rescheduled', 'cancelled', 'no_answer'] as const;
const HEADERS = [
  'to_call.when', 'to_call.who', 'to_call.phone', 'papers.column.agent', 'papers.column.number', 'form.items', 'to_call.say', 'to_call.outcome.no_answer', 'to_call.paper.result',
] as const satisfies readonly WordKey[];

export function usePaper() {
  const words = useWords();
  const dates = useDates();
  const script = useScript();
  const { tasks } = useToCall();
  const taking = useWrite('to_call_paper');
  const exporting = useWrite('to_call_export');
  const onPaper = shallowRef<ToCallPaper | null>(null);
  /** Where the workbook was written. */
  const file = ref('');

  const titleOf = (date: string | null): string => (date === null ? words('to_call.paper.title') : words('to_call.paper.title_day', { date: dates.short(date) }));

  async function print(date: string | null): Promise<void> {
    const made = await taking.run({ date });
    if (!made) return;
    onPaper.value = made;
    await nextTick();
    window.print();
    onPaper.value = null;
  }

  async function save(date: string | null): Promise<void> {
    const says = tasks.value.flatMap(({ bookings }) => bookings.map((booking) => ({ booking: booking.booking, text: script.sentences(booking).join('\n') })));
    const boxes = TICKS.map((tick) => `☐ ${words(`to_call.paper.tick.${tick}`)}`).join('  ');
    const made = await exporting.run({ date, language: language.value, title: titleOf(date), headers: HEADERS.map((header) => words(header)), says, boxes });
    if (made) file.value = made.path;
  }

  return { onPaper, file, print, save, titleOf, busy: exporting.busy, failures: [taking.failure, exporting.failure] };
}

// The list on paper and as a workbook. Both bear whole names and numbers: the core puts on record who took them along.
import { computed, ref, shallowRef } from 'vue';
import type { ToCallPaper } from '@/generated/bindings';
import { useToCall } from '@/shared/calls/useToCall';
import { useWrite } from '@/shared/data/useWrite';
import { useDates } from '@/shared/dates';
import { language } from '@/shared/language';
import { onPaper as paper, printPaper } from '@/shared/print';
import { useWords, type WordKey } from '@/shared/words';
import { useScript } from './script';

/** Ticked by hand while somebody telephones. */
export const TICKS = ['told', 'rescheduled', 'cancelled', 'no_answer'] as const;
const HEADERS = [
  'to_call.when', 'to_call.who', 'to_call.phone', 'papers.column.agent', 'papers.column.number', 'form.items', 'to_call.say', 'to_call.outcome.no_answer', 'to_call.paper.result',
] as const satisfies readonly WordKey[];

/** What the list is called: of everybody, or of those about one day. */
export function useTitle(): (date: string | null) => string {
  const words = useWords();
  const dates = useDates();
  return (date) => (date === null ? words('to_call.paper.title') : words('to_call.paper.title_day', { date: dates.short(date) }));
}

export function usePaper() {
  const words = useWords();
  const titleOf = useTitle();
  const script = useScript();
  const { tasks } = useToCall();
  const taking = useWrite('to_call_paper');
  const exporting = useWrite('to_call_export');
  /** The list that was taken here: another screen prints its own. */
  const own = shallowRef<ToCallPaper | null>(null);
  const onPaper = computed(() => (paper.value?.kind === 'calls' && paper.value.list === own.value ? own.value : null));
  const printing = ref(false);
  /** Where the workbook was written. */
  const file = ref('');

  /** Taking the list along is on record: while one is being made or printed no second one is. */
  async function print(date: string | null): Promise<void> {
    if (printing.value) return;
    printing.value = true;
    try {
      own.value = (await taking.run({ date })) ?? null;
      if (own.value) await printPaper({ kind: 'calls', list: own.value });
    } finally {
      own.value = null;
      printing.value = false;
    }
  }

  async function save(date: string | null): Promise<void> {
    const says = tasks.value.flatMap(({ bookings }) => bookings.map((booking) => ({ booking: booking.booking, text: script.sentences(booking).join('\n') })));
    const boxes = TICKS.map((tick) => `☐ ${words(`to_call.paper.tick.${tick}`)}`).join('  ');
    const made = await exporting.run({ date, language: language.value, title: titleOf(date), headers: HEADERS.map((header) => words(header)), says, boxes });
    if (made) file.value = made.path;
  }

  return { onPaper, printing, file, print, save, busy: exporting.busy, failures: [taking.failure, exporting.failure] };
}

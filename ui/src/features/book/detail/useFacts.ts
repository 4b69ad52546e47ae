// Lines of a booking's card: what was not given is left out.
import { computed, type Ref } from 'vue';
import type { BookingDetail } from '@/generated/bindings';
import { useDates } from '@/shared/dates';
import { nameOf } from '@/shared/language';
import { useWords } from '@/shared/words';

export function useFacts(detail: Ref<BookingDetail | undefined>) {
  const words = useWords();
  const dates = useDates();
  /** What holds for the visit; where its items differ, for each of them. */
  const said = (result: BookingDetail['result'], day: string | null): string =>
    result === 'forwarded' && day !== null ? words('promise.result.forwarded_on', { date: dates.short(day) }) : words(`promise.result.${result}`);
  function promise(shown: BookingDetail): string {
    const differ = new Set(shown.cases.map((one) => one.result)).size > 1;
    if (!differ) return said(shown.result, shown.forwarded_on);
    return shown.cases.map((one, at) => `${at + 1}. ${said(one.result, shown.forwarded_on)}`).join('\n');
  }
  return computed(() => {
    const shown = detail.value;
    if (!shown) return [];
    const { form } = shown;
    const earlier = form.earlier_date ? [dates.long(form.earlier_date), form.earlier_number ?? ''].join(' ') : '';
    return [
      { label: words('detail.time'), value: `${dates.long(form.date)} ${shown.walk_in ? words('walkin.accepted_at', { time: shown.start }) : dates.range(shown.start, shown.end)}` },
      { label: words('form.name'), value: shown.erased ? '' : form.name },
      { label: words('form.phone'), value: shown.erased ? '' : form.phone },
      { label: words('form.identity'), value: shown.erased ? '' : (form.identity ?? '') },
      { label: words('agent.slip_agent'), value: [form.agent_name, form.agent_phone].filter(Boolean).join(' ') },
      { label: words('form.items'), value: shown.items.map(nameOf).join(words('outlook.comma')) },
      { label: words('detail.departments'), value: [...new Set(shown.cases.flatMap((one) => one.departments.map(nameOf)))].join(words('outlook.comma')) },
      { label: words('detail.promise'), value: shown.status === 'confirmed' ? promise(shown) : '' },
      { label: words('form.party'), value: String(form.party) },
      { label: words('form.source'), value: words(`form.channel.${form.channel}`) },
      { label: words('form.green'), value: form.green_channel ? words('detail.yes') : '' },
      { label: words('form.missing'), value: shown.masked && shown.has_missing ? words('detail.hidden') : form.missing },
      { label: words('agent.earlier_date'), value: earlier.trim() },
      { label: words('form.note'), value: shown.masked && shown.has_note ? words('detail.hidden') : form.note },
      { label: words('form.slip_language'), value: words(`language.name.${form.slip_language}`) },
    ].filter(({ value }) => value !== '');
  });
}

// A slip that is scanned on this screen: its person is here. What stands in the way of that is said, and nothing is done.
import type { FoundBooking } from '@/generated/bindings';
import { rpc, toFailure } from '@/platform';
import { useDates } from '@/shared/dates';
import { focusDay, goToDay } from '@/shared/day';
import { useFailureWords } from '@/shared/failureWords';
import { say } from '@/shared/notice';
import { useWords } from '@/shared/words';
import type { useCalls } from './useCalls';

type Calls = Pick<ReturnType<typeof useCalls>, 'arrive' | 'arriving' | 'settled' | 'here'>;

export function useArrivalScan({ arrive, arriving, settled, here }: Calls, writes: boolean, choose: (booking: string) => void, askArrival: () => void) {
  const words = useWords();
  const dates = useDates();
  const tell = useFailureWords();

  return async function scan({ booking, date, name, number, stands }: FoundBooking): Promise<void> {
    await settled();
    here.text.value = '';
    choose(booking);
    const who = { name, number };
    if (!stands) return say(words('scan.cancelled', who), 'bad');
    if (date !== focusDay.value) {
      goToDay(date);
      return say(words('scan.other_day', { ...who, date: dates.long(date) }), 'warn');
    }
    if (!writes) return say(words('scan.found', who));
    try {
      const { base, arrived } = await rpc('booking_show', { booking });
      if (arrived) return say(words('scan.already', who), 'warn');
      if (await arrive({ booking, base, name })) return say(words('scan.arrived', who));
      if (arriving.value?.confirmable) askArrival();
      if (arriving.value) say(`${words('scan.not_arrived', who)} ${tell(arriving.value)}`, 'warn');
      else say(words('scan.not_arrived', who), 'warn');
    } catch (thrown) {
      say(`${words('scan.not_arrived', who)} ${tell(toFailure(thrown))}`, 'bad');
    }
  };
}

// A slip was scanned, wherever the cursor stands: its booking is found, and the screen in sight has it, else it is opened. One
// scan after the other, whatever is being done meanwhile.
import { rpc, toFailure } from '@/platform';
import type { FoundBooking } from '@/generated/bindings';
import { useFailureWords } from '@/shared/failureWords';
import { scanTaker, useScanListener } from '@/shared/keys/scanTaker';
import { useMay } from '@/shared/may';
import { say } from '@/shared/notice';
import { isOpen, sessionNumber } from '@/shared/session';
import { useWords } from '@/shared/words';

/** Numbers that only begin or end like it come along; of those there are few. */
const LIMIT = 50;

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');
/** As it stands on the slip: `482 913 0576`. */
const written = (number: string): string => number.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3');

/** `open` shows a booking that no screen takes; false where something stands in the way. */
export function useScans(open: (found: FoundBooking) => boolean): void {
  const words = useWords();
  const tell = useFailureWords();
  const may = useMay();
  let queue: Promise<unknown> = Promise.resolve();

  async function take(number: string): Promise<void> {
    const shown = { number: written(number) };
    if (!may('booking_find')) return say(words('scan.rights', shown), 'warn');
    try {
      const { bookings } = await rpc('booking_find', { text: number, limit: LIMIT, date: null });
      const found = bookings.find((one) => digitsOf(one.number) === number);
      if (!found) return say(words('scan.none', shown), 'bad');
      const taker = scanTaker();
      if (taker) return await taker(found);
      if (open(found)) say(words('scan.found', { name: found.name, number: found.number }));
      else say(words('scan.in_the_way', shown), 'warn');
    } catch (thrown) {
      say(`${words('scan.failed', shown)} ${tell(toFailure(thrown))}`, 'bad');
    }
  }

  useScanListener({
    scanned(number) {
      const whose = sessionNumber.value;
      queue = queue.then(async () => {
        // Who scanned it must still be here when its turn comes.
        if (isOpen.value && sessionNumber.value === whose) await take(number);
      });
    },
    unread: (text) => say(words('scan.unread', { text }), 'warn'),
    broken: () => say(words('scan.broken'), 'warn'),
  });
}

// What a slip says of its items and of the visit: one verdict each, none against another, and a call only where there is a
// number to call.
import type { Slip, SlipItem } from '@/generated/bindings';
import { RESULTS } from '@/shared/choices';
import type { Dates } from '@/shared/dates';
import type { WordKey, WordValues } from '@/shared/words';

type Say = (key: WordKey, values?: WordValues) => string;

type Told = Pick<Slip, 'items' | 'result' | 'forwarded_on' | 'cancelled' | 'provisional' | 'walk_in' | 'tentative' | 'callable' | 'telephone' | 'date'>;

interface SlipWords {
  /** Beneath each item, in their order; empty where the visit's own verdict says it. */
  items: string[];
  /** The verdict for the visit, and what follows from it; empty on a slip that is cancelled. */
  visit: string[];
  footer: string;
}

/** What is said; names in the language of the slip. */
export function slipWords(slip: Told, say: Say, dates: Dates, nameOf: (names: SlipItem['names']) => string): SlipWords {
  if (slip.cancelled) return { items: slip.items.map(() => ''), visit: [], footer: cancelledFooter(slip, say) };
  const differ = new Set(slip.items.map((item) => item.result)).size > 1;
  const verdict = (result: Slip['result']): string =>
    result === 'forwarded' && slip.forwarded_on ? say('slip.result.forwarded_on', { date: dates.long(slip.forwarded_on) }) : say(`slip.result.${result}`);
  const visit = differ ? parts(slip, say, dates, nameOf) : verdict(slip.result);
  return {
    items: slip.items.map((item) => (differ ? verdict(item.result) : '')),
    visit: [visit, ...(slip.tentative ? [say('slip.tentative')] : []), ...calls(slip, say, dates)],
    footer: footer(slip, say),
  };
}

/** Which of several items is decided when: `第 1 项当场可领结果；第 2 项待烟草专卖局确认。` */
function parts(slip: Told, say: Say, dates: Dates, nameOf: (names: SlipItem['names']) => string): string {
  const comma = say('outlook.comma');
  const said = RESULTS.flatMap((result) => {
    const at = slip.items.flatMap((item, index) => (item.result === result ? [index] : []));
    if (at.length === 0) return [];
    const departments = [...new Set(at.flatMap((index) => slip.items[index]?.waits_for.map(nameOf) ?? []))].join(comma);
    const n = at.map((index) => index + 1).join(comma);
    if (result === 'forwarded') return [say('slip.part.forwarded', { n, date: slip.forwarded_on ? dates.short(slip.forwarded_on) : '' })];
    if (result === 'on_the_spot_once_confirmed') return [say('slip.part.on_the_spot_once_confirmed', { n, departments: departments || say('slip.part.department') })];
    return [say(`slip.part.${result}`, { n })];
  });
  return said.join(say('slip.part.between')) + say('slip.part.end');
}

/** Who is told of a change, and how: by a call, or, without a number, by asking. */
function calls(slip: Told, say: Say, dates: Dates): string[] {
  const waits = slip.items.some((item) => item.result === 'on_the_spot_once_confirmed');
  if (slip.walk_in || !(waits || slip.provisional || slip.tentative)) return [];
  if (slip.callable) return [say(slip.provisional ? 'slip.call.provisional' : waits ? 'slip.call.department' : 'slip.call.tentative')];
  const date = dates.short(slip.date);
  return [slip.telephone === '' ? say('slip.call.nobody', { date }) : say('slip.call.nobody_ring', { date, telephone: slip.telephone })];
}

function footer(slip: Told, say: Say): string {
  if (slip.walk_in) return say('walkin.footer');
  if (slip.provisional) return say(slip.callable ? 'slip.footer_provisional' : 'slip.footer_uncalled');
  return say('slip.footer') + (slip.telephone === '' ? say('slip.absent') : say('slip.absent_ring', { telephone: slip.telephone }));
}

function cancelledFooter(slip: Told, say: Say): string {
  return say('slip.footer_cancelled') + (slip.telephone === '' ? '' : say('slip.again_ring', { telephone: slip.telephone }));
}

// What lies over the log: a case with everything about it, or one of the lists. One thing at a time; from elsewhere in the program
// a case or a work order is asked for.
import { ref, watch } from 'vue';
import { caseAsked, orderAsked } from '@/shared/attention';

/** Paper cards that are typed in, or that are printed; work orders; who is out. */
type Over = 'batch' | 'cards' | 'orders' | 'out';

export function useLogOver() {
  const over = ref<Over | null>(null);
  /** The case in the drawer. */
  const opened = ref<string | null>(null);
  /** The work order that was asked for. */
  const order = ref<string | null>(null);

  function see(id: string): void {
    over.value = null;
    opened.value = id;
  }
  function seeOrders(asked: string | null = null): void {
    opened.value = null;
    order.value = asked;
    over.value = 'orders';
  }
  watch(caseAsked, (asked) => {
    if (asked === null) return;
    caseAsked.value = null;
    see(asked);
  }, { immediate: true });
  watch(orderAsked, (asked) => {
    if (asked === null) return;
    orderAsked.value = null;
    seeOrders(asked);
  }, { immediate: true });

  return { over, opened, order, see, seeOrders };
}

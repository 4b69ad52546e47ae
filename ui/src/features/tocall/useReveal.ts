// Whole names and the number of the line in hand, on record each time. They go when somebody else is in hand, and after a
// while by themselves.
import { onScopeDispose, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue';
import type { BookingDetail, CallTask } from '@/generated/bindings';
import { idOf } from '@/shared/calls/script';
import { useWrite } from '@/shared/data/useWrite';

export interface Whole {
  /** The person's name, by booking. */
  names: ReadonlyMap<string, string>;
  people: string[];
  /** The number to ring: the agent's where the person left none. */
  phone: string;
  agent: string;
}

const SHOWN_MILLISECONDS = 60_000;

export function useReveal(task: MaybeRefOrGetter<CallTask>) {
  const revealing = useWrite('booking_reveal');
  const whole = shallowRef<Whole | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function hide(): void {
    clearTimeout(timer);
    whole.value = null;
  }

  async function show(): Promise<void> {
    const asked = toValue(task);
    if (whole.value !== null || revealing.busy.value) return;
    // Who is one person has one name and one number; an agent answers for each of theirs.
    const details: BookingDetail[] = [];
    for (const { booking } of asked.agent ? asked.bookings : asked.bookings.slice(0, 1)) {
      const detail = await revealing.run({ booking });
      if (!detail || idOf(toValue(task)) !== idOf(asked)) return;
      details.push(detail);
    }
    const first = details[0];
    if (!first) return;
    const { form } = first;
    whole.value = {
      names: new Map(details.map((detail) => [detail.booking, detail.form.name])),
      people: [...new Set(details.map((detail) => detail.form.name))],
      phone: asked.agent ? (form.agent_phone ?? '') : form.phone,
      agent: form.agent_name ?? '',
    };
    timer = setTimeout(hide, SHOWN_MILLISECONDS);
  }

  watch(() => idOf(toValue(task)), () => {
    hide();
    revealing.failure.value = null;
  });
  onScopeDispose(hide);
  return { whole, show, busy: revealing.busy, failure: revealing.failure };
}

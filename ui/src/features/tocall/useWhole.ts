// Whole names and the number of the line in hand, while they are shown.
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import type { CallTask } from '@/generated/bindings';
import { useReveal } from '@/shared/reveal';

interface Whole {
  /** The person's name, by booking. */
  names: ReadonlyMap<string, string>;
  people: string[];
  /** The number to ring: the agent's where the person left none. */
  phone: string;
  agent: string;
}

export function useWhole(task: MaybeRefOrGetter<CallTask>) {
  // Who is one person has one name and one number; an agent answers for each of theirs.
  const { shown, reveal, busy, failure } = useReveal(() => {
    const { agent, bookings } = toValue(task);
    return (agent ? bookings : bookings.slice(0, 1)).map(({ booking }) => booking);
  });
  const whole = computed<Whole | null>(() => {
    const first = shown.value[0];
    if (!first) return null;
    const { form } = first;
    return {
      names: new Map(shown.value.map((detail) => [detail.booking, detail.form.name])),
      people: [...new Set(shown.value.map((detail) => detail.form.name))],
      phone: toValue(task).agent ? (form.agent_phone ?? '') : form.phone,
      agent: form.agent_name ?? '',
    };
  });
  const show = (): void => void (whole.value === null && reveal());
  return { whole, show, busy, failure };
}

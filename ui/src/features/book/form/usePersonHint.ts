// Who this may be, asked while name and number are typed. A known person's name is offered masked; taking it is asking
// the core to show it, which is on record.
import { computed, onScopeDispose, ref, watch } from 'vue';
import type { PersonHint } from '@/generated/bindings';
import { useRead } from '@/shared/data/useRead';
import { useWrite } from '@/shared/data/useWrite';
import { focusDay } from '@/shared/day';
import { useMay } from '@/shared/may';
import { isComposing } from '@/shared/ime';
import type { TypedBooking } from './formState';

/** What tells who it may be; a form for a walk-in has no document. */
type Asked = Pick<TypedBooking, 'name' | 'phone' | 'items'> & Partial<Pick<TypedBooking, 'identity'>>;

const QUIET_MILLISECONDS = 200;

/** Typed text once the fingers rest: a question for every key would be answered too late to be read. */
function useRested(text: () => string) {
  const rested = ref(text());
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(text, (value) => {
    clearTimeout(timer);
    timer = setTimeout(() => (rested.value = value), QUIET_MILLISECONDS);
  });
  onScopeDispose(() => clearTimeout(timer));
  return rested;
}

/** `editing` is the booking that is being changed. */
export function usePersonHint(typed: () => Asked, editing: () => string | null = () => null) {
  const typedIdentity = (): string => (typed().identity ?? '').trim();
  const may = useMay();
  const name = useRested(() => typed().name.trim());
  const phone = useRested(() => typed().phone.trim());
  const identity = useRested(typedIdentity);
  const asks = computed(() => may('person_hint') && focusDay.value !== '' && [name.value, phone.value, identity.value].some((typed) => typed !== ''));
  const { data } = useRead(
    'person_hint',
    () => ({ date: focusDay.value, items: [...typed().items], name: name.value, phone: phone.value, identity: identity.value, booking: editing() }),
    { enabled: asks },
  );
  const reveal = useWrite('booking_reveal');

  /** What is known of what stands in the form now; nothing while that is still being typed. */
  const hint = computed<PersonHint | null>(() => {
    const current = name.value === typed().name.trim() && phone.value === typed().phone.trim() && identity.value === typedIdentity();
    return asks.value && current ? (data.value ?? null) : null;
  });
  /** The name that can be taken over: only into an empty field. */
  const offer = computed(() => (typed().name.trim() === '' ? (hint.value?.known ?? null) : null));

  async function take(): Promise<void> {
    const known = offer.value;
    if (known === null || reveal.busy.value) return;
    const [number, identity] = [typed().phone.trim(), typedIdentity()];
    const shown = await reveal.run({ booking: known.booking });
    // What it was known by may have become another person's meanwhile.
    const isSame = (number === '' || number === typed().phone.trim()) && (identity === '' || identity === typedIdentity());
    if (shown && isSame && typed().name.trim() === '') typed().name = known.agent ? (shown.form.agent_name ?? '') : shown.form.name;
  }

  /** While a known name is offered, Tab and Enter take it; then they are what they always are. */
  function onNumberKey(event: Event | KeyboardEvent): void {
    if (!(event instanceof KeyboardEvent) || offer.value === null || isComposing(event)) return;
    if (!['Tab', 'Enter'].includes(event.key) || event.shiftKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    void take();
  }

  return { hint, offer, take, onNumberKey };
}

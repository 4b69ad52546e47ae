// What is done with a case: each wish with a number of its own, so that sent twice it is done once.
import { computed, shallowRef } from 'vue';
import type { CaseCard, CaseTurnTo, Failure, LegKind } from '@/generated/bindings';
import { useWrite } from '@/shared/data/useWrite';
import { newRequest } from '@/shared/forms/newRequest';

/** Now, by the core's clock. */
const NOW = { date: '', time: '' } as const;
type Case = Pick<CaseCard, 'case'>;

export function useCaseActs() {
  const [legs, turns, returns, takes, hands, attorneys, strikes, trips, voids, rates, checks] = [
    useWrite('assist_leg'), useWrite('assist_turn'), useWrite('assist_return'), useWrite('assist_take'), useWrite('assist_hand_over'),
    useWrite('assist_attorney'), useWrite('assist_leg_strike'), useWrite('assist_trips'), useWrite('assist_void'), useWrite('assist_rate'), useWrite('assist_check'),
  ] as const;
  const all = [legs, turns, returns, takes, hands, attorneys, strikes, trips, voids, rates, checks] as const;
  const failure = shallowRef<Failure | null>(null);
  const busy = computed(() => all.some((write) => write.busy.value));

  /** One at a time; the last refusal stands until something is done again. */
  async function once<Output>(write: { failure: { value: Failure | null } }, run: () => Promise<Output | undefined>): Promise<boolean> {
    if (busy.value) return false;
    failure.value = null;
    const done = await run();
    failure.value = done === undefined ? write.failure.value : null;
    return done !== undefined;
  }
  const of = ({ case: id }: Case): { request: string; case: string } => ({ request: newRequest(), case: id });

  return {
    busy,
    failure,
    forget: (): void => void (failure.value = null),
    /** It begins now, with whoever has the case in hand. */
    leg: (card: Case, kind: LegKind, confirmed: string[] = []) =>
      once(legs, () => legs.run({ ...of(card), kind, date: '', from: '', to: '', past_midnight: false, helper: null, trips: null, confirmed })),
    turn: (card: Case, to: CaseTurnTo, reason: Parameters<typeof turns.run>[0]['reason'] = null) => once(turns, () => turns.run({ ...of(card), to, reason, ...NOW })),
    giveBack: (card: Case, documents: string[] | null) => once(returns, () => returns.run({ ...of(card), documents, ...NOW })),
    take: (card: Case, names: string[]) => once(takes, () => takes.run({ ...of(card), names, ...NOW })),
    handOver: (card: Case, to: string) => once(hands, () => hands.run({ ...of(card), to, ...NOW })),
    attorney: (card: Case) => once(attorneys, () => attorneys.run({ ...of(card), seen_by: null, ...NOW })),
    /** Made now, by whoever enters it. */
    check: (card: Case, check: number, passed: boolean) => once(checks, () => checks.run({ ...of(card), check, passed, seen_by: null, ...NOW })),
    strike: (card: Case, leg: string) => once(strikes, () => strikes.run({ ...of(card), leg })),
    correctTrips: (card: Case, by: number) => once(trips, () => trips.run({ ...of(card), by: Math.abs(by), fewer: by < 0 })),
    setVoid: (card: Case, voided: boolean) => once(voids, () => voids.run({ ...of(card), voided })),
    rate: (card: Case, rating: Parameters<typeof rates.run>[0]['rating'], praise: string) => once(rates, () => rates.run({ ...of(card), rating, praise })),
  };
}

export type CaseActs = ReturnType<typeof useCaseActs>;

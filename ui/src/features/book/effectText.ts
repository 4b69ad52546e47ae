// What a booking, a change or a cancellation does to the departments, in one line: said before it is saved.
import type { DutyEffect, DutyEffectKind } from '@/generated/bindings';
import type { Dates } from '@/shared/dates';
import { nameOf } from '@/shared/language';
import type { Words } from '@/shared/words';

/** What asks most of a person comes first. */
const ORDER: readonly DutyEffectKind[] = ['not_on_duty', 'past_cutoff', 'no_more_needed', 'needs_more', 'needs_asking', 'asked_later'];

/** `day` is the one in sight; another is named. Departments of which the same is said are said together. */
function groups(effects: readonly DutyEffect[], day: string, words: Words, dates: Dates): { kind: DutyEffectKind; who: string }[] {
  const who = ({ short, morning, date }: DutyEffect): string => {
    const values = { department: nameOf(short), part: words(morning ? 'notice.morning' : 'notice.afternoon'), date: dates.short(date) };
    return words(date === day ? 'effect.who' : 'effect.who_on', values);
  };
  const of = (kind: DutyEffectKind): DutyEffect[] => effects.filter((one) => one.effect === kind);
  return ORDER.filter((kind) => of(kind).length > 0).map((kind) => ({ kind, who: of(kind).map(who).join(words('outlook.comma')) }));
}

/** Beneath the time that is chosen; empty where nobody has to be told of anything. */
export function savingText(effects: readonly DutyEffect[], day: string, words: Words, dates: Dates): string {
  return groups(effects, day, words, dates).map(({ kind, who }) => words(`effect.saving.${kind}`, { who })).join(words('allocation.then'));
}

/** Where a booking is cancelled: only whoever is no more needed. */
export function cancellingText(effects: readonly DutyEffect[], day: string, words: Words, dates: Dates): string {
  const gone = groups(effects, day, words, dates).filter(({ kind }) => kind === 'no_more_needed');
  return gone.map(({ who }) => words('effect.cancelling', { who })).join(words('allocation.then'));
}

// A sentence for every code of a refusal, and none for a code that nobody sends: either does not build.
import type { FailureCode } from '@/generated/bindings';
import type { Leaves } from '@/shared/words';
import type { zhHans } from './zh-Hans';

type Group<Code = FailureCode> = Code extends `${infer Name}.${string}` ? Name : never;
type NameIn<G extends string, Code = FailureCode> = Code extends `${G}.${infer Name}` ? Name : never;

/** The sentences by group and name, as `error.booking.slot_full`; a code without a group stands alone. */
export type FailureWords = { [G in Group]: Record<NameIn<G>, string> } & Record<Exclude<FailureCode, `${string}.${string}`>, string>;

type Unsent = Exclude<Leaves<(typeof zhHans)['error']>, FailureCode>;

/** Sentences that no refusal has: there are none. */
export const unsent: [Unsent] extends [never] ? readonly [] : Unsent = [];

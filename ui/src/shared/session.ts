// Who is signed in at this window, as the core last said it. Deliberately not here: any right or rule (`may.ts` only
// reads what the core sent), and the clock of the lock: the core measures idleness, this side counts down to it.
import { computed, ref, shallowRef } from 'vue';
import type { PersonCard, Session } from '@/generated/bindings';
import { windowSession } from '@/platform';

/** Null until the core has said something of this window. */
export const session = shallowRef<Session | null>(null);

/** The card of whoever works here, kept while the screen is locked. */
export const person = shallowRef<PersonCard | null>(null);

/** Grows with every new session: an answer about the one before says nothing about this one. */
export const sessionNumber = ref(0);

/** When the screen locks if nothing is touched, on the browser's stopwatch; undefined while nothing is open. */
export const locksAt = ref<number>();

/** Somebody's screens may be worked with. */
export const isOpen = computed(() => session.value?.state === 'open');

/** Whose session it is, open or locked. */
export const sessionPerson = computed(() => (session.value === null || session.value.state === 'none' ? null : session.value.person));

/** Takes over what the core says. */
export function hearSession(heard: Session): void {
  locksAt.value = heard.state === 'open' ? performance.now() + heard.locks_in_seconds * 1000 : undefined;
  if (heard.state === 'none') leaveSession();
  // The same news again is no news: nobody needs to look at it.
  else if (session.value?.state !== heard.state || sessionPerson.value !== heard.person) session.value = heard;
}

/** A session has begun. Where only its secret is known, the next heartbeat says whose it is. */
export function enterSession(token: string, begun: Session | null): void {
  windowSession.keep(token);
  sessionNumber.value += 1;
  session.value = null;
  if (begun) hearSession(begun);
}

/** The session is over. */
export function leaveSession(): void {
  windowSession.keep(null);
  locksAt.value = undefined;
  if (session.value?.state !== 'none') session.value = { state: 'none' };
}

windowSession.onRefusal((refusal) => {
  const whose = sessionPerson.value;
  if (refusal === 'session.locked' && whose !== null) hearSession({ state: 'locked', person: whose });
  // A locked session of which nothing was heard yet is left to the heartbeat: it says whose it is.
  if (refusal === 'session.none') leaveSession();
});

// The only door to the core. Deliberately not here: caching, retries, words for refusals.
import type { CommandMap } from '@/generated/bindings';
import { chooseDoor, type Door } from './door';
import { toFailure } from './failure';
import { isSessionRefusal, sessionKeeper } from './session';

export { inBrowser } from './door';
export { failureOf, isFailure, RpcError, toFailure } from './failure';
export type { SessionRefusal } from './session';

export type CommandName = keyof CommandMap;
export type InputOf<K extends CommandName> = CommandMap[K]['input'];
export type OutputOf<K extends CommandName> = CommandMap[K]['output'];

/** The secret that names who is signed in at this window; sent with every command. */
export const windowSession = sessionKeeper(window.sessionStorage);

let door: Door | undefined;
const theDoor = (): Door => (door ??= chooseDoor());

/** Whether this page was let in: false only in a browser page opened without the token the program printed. */
export function entered(): boolean {
  return theDoor().entered;
}

/** Runs a command of the core. Rejects with `RpcError`. */
export async function rpc<K extends CommandName>(command: K, input: InputOf<K>): Promise<OutputOf<K>> {
  const session = windowSession.token();
  try {
    // The core's answer fits: both sides are generated from the same declaration.
    return (await theDoor().call(command, input, session)) as OutputOf<K>;
  } catch (thrown) {
    const { code } = toFailure(thrown);
    if (isSessionRefusal(code)) windowSession.refused(code, session);
    throw thrown;
  }
}

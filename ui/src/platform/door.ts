// Which way leads to the core from here. Nothing outside this folder knows there are two.
import { httpDoor } from './httpDoor';
import { tauriDoor } from './tauriDoor';
import { takeToken } from './token';

export interface Door {
  /** False in a browser page that was opened without its token: no command can succeed. */
  readonly entered: boolean;
  /** `session` names who is signed in at this window, if anybody is. */
  call(command: string, input: unknown, session: string | null): Promise<unknown>;
}

/** Whether this page stands in a browser, and not in the program's own window. */
export const inBrowser = (): boolean => !('__TAURI_INTERNALS__' in window);

export function chooseDoor(): Door {
  return !inBrowser() ? tauriDoor : httpDoor(takeToken());
}

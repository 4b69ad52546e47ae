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

export function chooseDoor(): Door {
  return '__TAURI_INTERNALS__' in window ? tauriDoor : httpDoor(takeToken());
}

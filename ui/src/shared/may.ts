// What the person may do, so that screens offer nothing that would be refused. The core asks again at every command;
// nothing relies on this.
import { commandInfo, type PersonCard } from '@/generated/bindings';
import type { CommandName } from '@/platform';
import { person } from './session';

/** Whether somebody may run a command. */
export function mayRun(who: Pick<PersonCard, 'rights'> | null, command: CommandName): boolean {
  const { needs } = commandInfo[command];
  if (needs === 'anyone') return true;
  return who !== null && (needs === 'session' || who.rights.includes(needs));
}

/** For templates: whether the person at this window may run a command. */
export function useMay(): (command: CommandName) => boolean {
  return (command) => mayRun(person.value, command);
}

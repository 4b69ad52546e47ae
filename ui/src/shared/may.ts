// What the person at work may do. Screens hide what the core would refuse anyway; nothing relies on it.
import { commandInfo, type PersonCard } from '@/generated/bindings';
import type { CommandName } from '@/platform';
import { useRead } from './data/useRead';

/** Whether a person, or nobody, may run a command. */
export function mayRun(person: Pick<PersonCard, 'rights'> | null | undefined, command: CommandName): boolean {
  const { needs } = commandInfo[command];
  if (needs === 'anyone') return true;
  if (!person) return false;
  return (needs as string) === 'session' || person.rights.includes(needs);
}

/** Asks for whoever is signed in; the answer follows them. */
export function useMay(): (command: CommandName) => boolean {
  const { data: frame } = useRead('frame', {});
  return (command) => mayRun(frame.value?.person, command);
}

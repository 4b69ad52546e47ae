// The recovery code on its way to paper: the core shows it once and keeps it nowhere, so it stands on screen until somebody
// says that it is kept.
import { shallowRef } from 'vue';

/** The code that is still to be printed, or null. */
export const recoveryCode = shallowRef<string | null>(null);

const GROUP = 5;

/** The code in the groups in which it is read aloud and typed: its own where it has some. */
export function groupsOf(code: string): string[] {
  const own = code.split(/[\s-]+/).filter(Boolean);
  return own.length > 1 ? own : (code.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []);
}

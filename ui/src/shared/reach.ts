// Whom to call about a booking: the person, or whoever acts for them, and then it says so.
import type { Words } from '@/shared/words';

interface Reached {
  phone?: string;
  agent?: string;
  agent_phone?: string;
}

/** The person's own number; without one the agent's, with whose it is; empty where there is neither. */
export function reachedBy(words: Words, one: Reached): string {
  const { phone = '', agent = '', agent_phone: number = '' } = one;
  if (phone !== '' || number === '') return phone;
  return [words('agent.slip_agent'), agent, number].filter(Boolean).join(' ');
}

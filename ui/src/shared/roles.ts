// What people are, in words.
import type { Role } from '@/generated/bindings';
import { useWords } from './words';

/** In the order of the core. */
export const ROLES: readonly Role[] = [
  'consultant', 'window_clerk', 'runner', 'duty_leader', 'hall_manager', 'approver', 'supervisor', 'administrator',
];

export function useRoleNames(): (roles: readonly Role[]) => string {
  const words = useWords();
  return (roles) => roles.map((role) => words(`role.${role}`)).join(words('outlook.comma'));
}

// What people are, in words.
import type { Role } from '@/generated/bindings';
import { useWords } from './words';

export function useRoleNames(): (roles: readonly Role[]) => string {
  const words = useWords();
  return (roles) => roles.map((role) => words(`role.${role}`)).join(words('outlook.comma'));
}

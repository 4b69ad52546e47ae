// What ties a field to its error, for screen readers.
import type { Placed } from '@/shared/fieldErrors';

export function tied<Field extends string>(at: Placed<Field>['at'], field: Field) {
  return { 'aria-invalid': at[field] !== undefined, 'aria-describedby': at[field] ? `error-${field}` : undefined };
}

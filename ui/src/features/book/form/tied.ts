// What ties a field to its error, for screen readers.
import type { Placed } from '@/shared/fieldErrors';
import type { FormField } from './formState';

export function tied(at: Placed<FormField>['at'], field: FormField) {
  return { 'aria-invalid': at[field] !== undefined, 'aria-describedby': at[field] ? `error-${field}` : undefined };
}

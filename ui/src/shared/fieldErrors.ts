// Which sentence stands at which field. What belongs to no field that is on screen stands above the form, and stays.
import type { Failure, FieldFailure } from '@/generated/bindings';

/** A refusal split over a form. */
export interface Placed<Field extends string> {
  /** The first fault of each field. */
  at: Partial<Record<Field, FieldFailure>>;
  /** What has no field here: one failure, to be shown as an alert. */
  general: Failure | null;
}

/** Splits a refusal over the fields a form has, in the order of the form. */
export function placeFailure<Field extends string>(failure: Failure, fields: readonly Field[]): Placed<Field> {
  const at: Partial<Record<Field, FieldFailure>> = {};
  const homeless: FieldFailure[] = [];
  for (const fault of failure.fields) {
    const field = fields.find((name) => name === fault.field);
    if (field === undefined) homeless.push(fault);
    else at[field] ??= fault;
  }
  if (failure.fields.length === 0) return { at, general: failure };
  // What only looks wrong is told at its field, and asked about above the form.
  if (failure.confirmable) return { at, general: { ...failure, fields: [] } };
  const [first] = homeless;
  return { at, general: first ? { ...failure, code: first.code, params: first.params, fields: [] } : null };
}

/** The field the cursor should go to: the first wrong one in the order of the form. */
export function firstWrong<Field extends string>(placed: Placed<Field>, fields: readonly Field[]): Field | undefined {
  return fields.find((field) => placed.at[field] !== undefined);
}

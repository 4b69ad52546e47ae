import { describe, expect, it } from 'vitest';
import type { Failure, FailureCode } from '@/generated/bindings';
import { firstWrong, placeFailure } from './fieldErrors';

const FIELDS = ['items', 'name', 'phone'] as const;

function failure(code: FailureCode, ...fields: [field: string, code: FailureCode][]): Failure {
  return { code, params: {}, confirmable: false, fields: fields.map(([field, own]) => ({ field, code: own, params: {} })) };
}

describe('placeFailure', () => {
  it('puts each fault at its field, the first one of a field first', () => {
    const placed = placeFailure(
      failure('request.fields', ['phone', 'booking.phone_length'], ['name', 'booking.name_missing'], ['phone', 'booking.phone_characters']),
      FIELDS,
    );
    expect(placed.at.phone?.code).toBe('booking.phone_length');
    expect(placed.at.name?.code).toBe('booking.name_missing');
    expect(placed.general).toBeNull();
  });

  it('shows a failure without fields above the form', () => {
    const placed = placeFailure(failure('store.disk_full'), FIELDS);
    expect(placed.general?.code).toBe('store.disk_full');
    expect(placed.at).toEqual({});
  });

  it('never hides a fault of a field that is not on screen', () => {
    const placed = placeFailure(failure('request.fields', ['date', 'day.invalid']), FIELDS);
    expect(placed.general?.code).toBe('day.invalid');
  });

  it('keeps the offer to confirm', () => {
    const asked = { ...failure('confirm.slot_past'), confirmable: true };
    expect(placeFailure(asked, FIELDS).general?.confirmable).toBe(true);
  });
});

it('sends the cursor to the first wrong field in the order of the form', () => {
  const placed = placeFailure(failure('request.fields', ['phone', 'booking.name_missing'], ['name', 'booking.name_missing']), FIELDS);
  expect(firstWrong(placed, FIELDS)).toBe('name');
});

// Refusals as the core answers them, and those of the way to it (`door.*`), which only this side can see.
import type { Failure, FailureCode } from '@/generated/bindings';

/** Thrown by `rpc`; carries what the core said. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

/** A failure made on this side. */
export function failureOf(code: FailureCode, params: Failure['params'] = {}): Failure {
  return { code, params, fields: [], confirmable: false };
}

/** Reads whatever was thrown as a failure; what has no code is a fault of the program. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof RpcError) return thrown.failure;
  if (isFailure(thrown)) return thrown;
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return failureOf('internal', { detail });
}

export function isFailure(value: unknown): value is Failure {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'string' &&
    'fields' in value &&
    Array.isArray(value.fields)
  );
}

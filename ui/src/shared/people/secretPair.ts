// A new PIN is typed twice, because nobody sees it while it is typed. That both are the same is checked here: the core gets one.
import type { FieldFailure } from '@/generated/bindings';

/** What is wrong with the second one; null when it is the same as the first. */
export function repeatFault(secret: string, repeat: string): FieldFailure | null {
  // Input methods write full-width digits; the core takes them for ordinary ones.
  return secret.normalize('NFKC') === repeat.normalize('NFKC') ? null : { field: 'repeat', code: 'secret.differs', params: {} };
}

// The words for a kind of event, in the audit and wherever else a history is shown.
import type { WordKey } from './words';

export function kindKey(kind: string): WordKey {
  return `audit.kind.${kind.replaceAll('.', '_')}` as WordKey;
}

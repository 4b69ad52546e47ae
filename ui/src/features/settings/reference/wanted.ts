// What a person wants in use: a file they chose, or a version out of the list.
import type { ReferenceKind } from '@/generated/bindings';

export interface Wanted {
  kind: ReferenceKind;
  /** The file's name, or what the version is called. */
  name: string;
  /** Text of the file; empty where a version is wanted. */
  csv: string;
  /** Where the file comes from. */
  source: string;
  /** A version out of the list; null where a file is wanted. */
  version: string | null;
}

import { expect, it } from 'vitest';
import { repeatFault } from './secretPair';

it.each([
  ['246813', '246813', undefined],
  ['246813', '２４６８１３', undefined],
  ['246813', '246831', 'secret.differs'],
  ['246813', '', 'secret.differs'],
])('%s typed again as %s: %s', (secret, repeat, code) => expect(repeatFault(secret, repeat)?.code).toBe(code));

import { expect, it } from 'vitest';
import { useNewSecret } from './useNewSecret';

it('stands at the second field while the two differ', () => {
  const { typed, wrong, agrees } = useNewSecret(['present']);
  Object.assign(typed, { secret: '246813', repeat: '246831' });
  expect(agrees()).toBe(false);
  expect(wrong.value.at.repeat?.code).toBe('secret.differs');
  typed.repeat = '246813';
  expect(agrees()).toBe(true);
});

it('spreads a refusal over its fields, and forgets all of it', () => {
  const { typed, wrong, refuse, clear } = useNewSecret(['present']);
  typed.secret = '246813';
  refuse({ code: 'request.fields', params: {}, confirmable: false, fields: [{ field: 'present', code: 'secret.wrong', params: {} }] });
  expect(wrong.value.at.present?.code).toBe('secret.wrong');
  clear();
  expect([typed.secret, wrong.value.at, wrong.value.general]).toEqual(['', {}, null]);
});

import { expect, it } from 'vitest';
import type { HallChoice } from '@/generated/bindings';
import { chooseHall, firstAnswers, stepFault, stepOf, toFinish } from './setupAnswers';

const hall = (saturday: HallChoice['saturday']): HallChoice => ({
  hall: 3, name: { zh_hans: '朝阳区政务服务中心', zh_hant: '', en: '' }, saturday, source: '',
});

it('takes a hall with the hours its sources give', () => {
  const answers = firstAnswers('/data');
  chooseHall(answers, hall([{ from: '09:00', to: '13:00' }]));
  expect(toFinish(answers)).toMatchObject({ hall: 3, name: '朝阳区政务服务中心', saturday: [{ from: '09:00', to: '13:00' }] });
});

it('begins with the usual hours where no source gives any', () => {
  const answers = firstAnswers('/data');
  chooseHall(answers, hall([]));
  expect(answers.saturday).toHaveLength(2);
});

it('reads numbers and times as people type them', () => {
  const answers = { ...firstAnswers(' /data '), windows: '１０', slotMinutes: '20', saturday: [{ from: '9:00', to: '１２:００' }] };
  expect(toFinish(answers)).toMatchObject({ windows: 10, slot_minutes: 20, dir: '/data', saturday: [{ from: '09:00', to: '12:00' }] });
});

it('leaves what is no number to the core to refuse', () => {
  expect(toFinish({ ...firstAnswers(''), windows: '八' }).windows).toBe(0);
});

it('keeps a person on a step only for what is plainly missing', () => {
  const answers = firstAnswers('/data');
  expect(stepFault(answers, 'hall')?.code).toBe('setup.hall_name');
  expect(stepFault({ ...answers, name: '某厅' }, 'hall')).toBeNull();
  expect(stepFault({ ...answers, saturday: [] }, 'hours')?.code).toBe('setup.sessions');
});

it('wants the first manager’s PIN twice, and sends it once', () => {
  const answers = { ...firstAnswers('/data'), manager: ' 刘 ', secret: '246813', repeat: '246831' };
  expect(stepFault(answers, 'manager')).toMatchObject({ field: 'repeat', code: 'secret.differs' });
  expect(stepFault({ ...answers, repeat: '246813' }, 'manager')).toBeNull();
  expect(toFinish(answers)).toMatchObject({ manager: '刘', secret: '246813' });
  expect(stepOf('secret')).toBe('manager');
});

it('knows where a fault can be mended', () => {
  expect(stepOf('windows')).toBe('hours');
  expect(stepOf('dir')).toBe('location');
});

// The day bar against a core that has no answer about the day.
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FailureCode } from '@/generated/bindings';
import { rpc, RpcError } from '@/platform';
import { focusDay, goToDay } from '@/shared/day';
import { i18n } from '../i18n';
import DayBar from './DayBar.vue';

vi.mock('@/platform', async (original) => ({ ...(await original<typeof import('@/platform')>()), rpc: vi.fn() }));
const core = vi.mocked(rpc);
const CARD = { kind: 'ordinary_saturday', holiday: null, open: true, tentative: false } as const;
const day = (date: string) => ({ date, day: { date, ...CARD }, previous: { date: '2026-11-21', ...CARD }, next: { date: '2026-12-05', ...CARD }, sessions: [] });
const refuse = (code: FailureCode, fields: { field: string; code: FailureCode; params: object }[] = []) => () => Promise.reject(new RpcError({ code, params: {}, fields: fields as never, confirmable: false }));
let bar: VueWrapper;

beforeEach(async () => {
  core.mockReset().mockImplementation(async (_, input) => day((input as { date: string }).date) as never);
  goToDay('2026-11-28');
  bar = mount(DayBar, { attachTo: document.body, global: { plugins: [i18n, [VueQueryPlugin, { queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }) }]] } });
  await flushPromises();
});
afterEach(() => bar.unmount());

it('stays and works where the core does not answer about the day', async () => {
  core.mockImplementation(refuse('store.busy'));
  goToDay('2026-12-12');
  await flushPromises();
  expect(bar.get('[data-testid="day-title"]').attributes('data-date')).toBe('2026-12-12');
  await bar.get('[data-testid="day-next"]').trigger('click');
  expect(focusDay.value).toBe('2026-12-19');
  await flushPromises();
  await bar.get('[data-testid="day-previous"]').trigger('click');
  expect(focusDay.value).toBe('2026-12-12');
});

it('goes back to the day it had where the core refuses the date', async () => {
  core.mockImplementation(refuse('day.invalid', [{ field: 'date', code: 'day.invalid', params: {} }]));
  goToDay('2026-12-12');
  await flushPromises();
  expect(focusDay.value).toBe('2026-11-28');
});

it('refuses a date outside of the bounds in the field, and stays', async () => {
  await bar.get('[data-testid="day-pick"]').trigger('click');
  const field = bar.get<HTMLInputElement>('[data-testid="day-typed"]');
  field.element.value = '0026-11-28';
  await field.trigger('input');
  await field.trigger('keydown', { key: 'Enter' });
  expect(bar.find('[data-testid="date-wrong"]').exists()).toBe(true);
  expect([focusDay.value, field.attributes('min'), field.attributes('max')]).toEqual(['2026-11-28', '2000-01-01', '2099-12-31']);
  field.element.value = '2026-12-05';
  await field.trigger('input');
  await field.trigger('keydown', { key: 'Enter' });
  expect(focusDay.value).toBe('2026-12-05');
});

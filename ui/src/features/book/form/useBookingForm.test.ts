import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { mount } from '@vue/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import type { BookingDetail } from '@/generated/bindings';
import { rpc } from '@/platform';
import { focusDay, goToDay } from '@/shared/day';
import { readDraft } from './draft';
import { emptyForm, toBooking } from './formState';
import { useBookingForm } from './useBookingForm';

vi.mock('@/platform', async (original) => ({ ...(await original<typeof import('@/platform')>()), rpc: vi.fn() }));
vi.mocked(rpc).mockImplementation(() => new Promise(() => undefined));

const SLOT = { session: 0, slot: 3 };
const EMPTY = emptyForm('zh-Hans');
const detail = {
  booking: 'b1', base: 'e1', form: toBooking({ ...EMPTY, form: { ...EMPTY.form, items: [4], name: '王小明' } }, '2026-12-05', SLOT), items: [],
} as unknown as BookingDetail;

let leave: (() => void) | undefined;
afterEach(() => leave?.());

function form() {
  let made: ReturnType<typeof useBookingForm> | undefined;
  const wrapper = mount({ setup: () => ((made = useBookingForm()), () => null) }, { global: { plugins: [[VueQueryPlugin, { queryClient: new QueryClient() }]] } });
  leave = () => wrapper.unmount();
  if (!made) throw new Error('not mounted');
  return made;
}

it.each(['leaveEdit', 'finishEdit'] as const)('brings a booking that was begun back to its own day and time after an edit elsewhere (%s)', (end) => {
  goToDay('2026-11-28');
  const { state, draft, startEdit, ...rest } = form();
  Object.assign(state.form, { name: '李四', items: [4], slot: SLOT });
  state.slotByHand = true;
  startEdit(detail);
  expect(focusDay.value).toBe('2026-12-05');
  expect(readDraft(draft.value)).toMatchObject({ form: { name: '李四' }, date: '2026-11-28' });
  rest[end]();
  expect(focusDay.value).toBe('2026-11-28');
  expect(state).toMatchObject({ form: { name: '李四', slot: SLOT }, slotByHand: true });
});

it('stays on the day of an edit where nothing had been begun', () => {
  goToDay('2026-11-28');
  const { startEdit, finishEdit } = form();
  startEdit(detail);
  finishEdit();
  expect(focusDay.value).toBe('2026-12-05');
});

import { flushPromises } from '@vue/test-utils';
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { createApp } from 'vue';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BackupLook } from '@/generated/bindings';
import { rpc } from '@/platform';
import { useRestore } from './useRestore';

vi.mock('@/platform', async (original) => ({ ...(await original<typeof import('@/platform')>()), rpc: vi.fn() }));
const core = vi.mocked(rpc);
const LOOK: BackupLook = { hall: null, newest: null, events: 7, needs_code: false, foreign: false };

const app = createApp({ render: () => null });
app.use(VueQueryPlugin, { queryClient: new QueryClient() });
const form = (preset: string) => app.runWithContext(() => useRestore(preset));

beforeEach(() => void core.mockReset());
afterEach(() => vi.clearAllMocks());

it('restores nothing that has not been looked at', async () => {
  core.mockResolvedValue(LOOK as never);
  const restore = form('a.db');
  expect(restore.ready.value).toBe(false);
  await restore.lookAt();
  expect(restore.ready.value).toBe(true);
  restore.file.value = 'b.db';
  restore.forget();
  expect(restore.ready.value).toBe(false);
});

it('does not take a late answer for the file typed meanwhile', async () => {
  let answer: (look: BackupLook) => void = () => {};
  core.mockReturnValue(new Promise((resolve) => (answer = resolve as never)) as never);
  const restore = form('a.db');
  void restore.lookAt();
  restore.file.value = 'b.db';
  restore.forget();
  answer(LOOK);
  await flushPromises();
  expect(restore.look.value).toBeNull();
});

it('wants the code where this PC has no key, and a tick where it is another hall', async () => {
  core.mockResolvedValue({ ...LOOK, needs_code: true, foreign: true } as never);
  const restore = form('a.db');
  await restore.lookAt();
  expect(restore.ready.value).toBe(false);
  restore.code.value = 'ABCDE';
  expect(restore.ready.value).toBe(false);
  restore.anyHall.value = true;
  expect(restore.ready.value).toBe(true);
});

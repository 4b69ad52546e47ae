import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { effectScope, nextTick, ref, type EffectScope } from 'vue';
import { rpc } from '@/platform';
import { useDraftKeeping } from '@/shared/forms/useDraftKeeping';

vi.mock('@/platform', async (original) => ({ ...(await original<typeof import('@/platform')>()), rpc: vi.fn() }));
const core = vi.mocked(rpc);
const sent = (): string[] => core.mock.calls.map(([command, input]) => ('text' in input ? `${command} ${input.text}` : command));

let scope: EffectScope;

function keeping() {
  const current = ref<string | null>(null);
  scope = effectScope();
  const keeper = scope.run(() => useDraftKeeping('booking', () => current.value));
  if (!keeper) throw new Error('no scope');
  return { current, keeper };
}

async function type(current: ReturnType<typeof keeping>['current'], name: string | null): Promise<void> {
  current.value = name;
  await nextTick();
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  core.mockReset().mockResolvedValue({});
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('writes once after typing has paused, with what stands then', async () => {
  const { current, keeper } = keeping();
  keeper.begin(null);
  await type(current, '王');
  await vi.advanceTimersByTimeAsync(300);
  await type(current, '王小');
  expect(keeper.state.value).toBe('pending');
  await vi.advanceTimersByTimeAsync(400);
  expect(sent()).toEqual(['draft_keep 王小']);
  expect(keeper.state.value).toBe('kept');
});

it('throws the draft away when the form is emptied', async () => {
  const { current, keeper } = keeping();
  keeper.begin('王');
  await type(current, '王');
  await type(current, null);
  await vi.advanceTimersByTimeAsync(400);
  expect(sent()).toEqual(['draft_drop']);
  expect(keeper.state.value).toBe('none');
});

it('says when it could not be kept, and tries again at the next key', async () => {
  const { current, keeper } = keeping();
  keeper.begin(null);
  core.mockRejectedValueOnce(new Error('disk full'));
  await type(current, '王');
  await vi.advanceTimersByTimeAsync(400);
  expect(keeper.state.value).toBe('failed');
  await type(current, '王小');
  await vi.advanceTimersByTimeAsync(400);
  expect(keeper.state.value).toBe('kept');
});

it('lets no older draft land after a booking was saved', async () => {
  const { current, keeper } = keeping();
  keeper.begin(null);
  await type(current, '王');
  await keeper.pause();
  await type(current, null);
  keeper.resume(true);
  await vi.advanceTimersByTimeAsync(2000);
  expect(sent()).toEqual([]);
  expect(keeper.state.value).toBe('none');
});

it('keeps typed work on disk when saving was refused', async () => {
  const { current, keeper } = keeping();
  keeper.begin(null);
  await type(current, '王');
  await keeper.pause();
  keeper.resume(false);
  await vi.advanceTimersByTimeAsync(400);
  expect(sent()).toEqual(['draft_keep 王']);
});

it('writes nothing before it has begun: the old draft is still to be read', async () => {
  const { current } = keeping();
  await type(current, '王');
  await vi.advanceTimersByTimeAsync(2000);
  expect(sent()).toEqual([]);
});

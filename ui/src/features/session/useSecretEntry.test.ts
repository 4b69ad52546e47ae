import { QueryClient, VUE_QUERY_CLIENT } from '@tanstack/vue-query';
import { createApp, effectScope } from 'vue';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FailureCode } from '@/generated/bindings';
import { rpc, RpcError, windowSession } from '@/platform';
import { leaveSession, sessionPerson } from '@/shared/session';
import { lastPerson, useSecretEntry } from './useSecretEntry';

vi.mock('@/platform', async (original) => ({ ...(await original<typeof import('@/platform')>()), rpc: vi.fn() }));
const core = vi.mocked(rpc);
const scope = effectScope();

function entry(who: string | null = 'p1') {
  const app = createApp({});
  app.provide(VUE_QUERY_CLIENT, new QueryClient());
  return app.runWithContext(() => scope.run(() => useSecretEntry(() => who))!);
}

function refuse(code: FailureCode, seconds?: number): void {
  const params: Record<string, string> = seconds === undefined ? {} : { seconds: String(seconds) };
  core.mockRejectedValueOnce(new RpcError({ code, params, fields: [{ field: 'secret', code, params }], confirmable: false }));
}

beforeEach(() => {
  vi.useFakeTimers();
  core.mockReset();
  localStorage.clear();
  leaveSession();
});
afterEach(() => void vi.useRealTimers());

it('lets the person in, and remembers who it was but not what was typed', async () => {
  core.mockResolvedValueOnce({ token: 't9', session: { state: 'open', person: 'p1', locks_in_seconds: 300 } } as never);
  const { secret, submit } = entry();
  secret.value = '246813';
  expect(await submit()).toBe(true);
  expect(core).toHaveBeenCalledExactlyOnceWith('sign_in', { person: 'p1', secret: '246813' });
  expect([secret.value, lastPerson(), windowSession.token(), sessionPerson.value]).toEqual(['', 'p1', 't9', 'p1']);
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('246813');
});

it('says that it was wrong, and what was typed is gone', async () => {
  refuse('sign_in.wrong');
  const { secret, submit, wrong } = entry();
  secret.value = '111111';
  expect(await submit()).toBe(false);
  expect([secret.value, wrong.value?.code, lastPerson()]).toEqual(['', 'sign_in.wrong', null]);
});

it('counts the wait down, sends nothing meanwhile, and then only says what was wrong', async () => {
  refuse('sign_in.wrong_wait', 4);
  const { secret, submit, wrong, waiting } = entry();
  secret.value = '111111';
  await submit();
  expect([waiting.value, wrong.value?.params['seconds']]).toEqual([4, '4']);
  secret.value = '246813';
  expect(await submit()).toBe(false);
  expect(secret.value, 'what is typed while waiting stays').toBe('246813');
  await vi.advanceTimersByTimeAsync(1500);
  expect(wrong.value?.params['seconds']).toBe('3');
  await vi.advanceTimersByTimeAsync(3000);
  expect([waiting.value, wrong.value?.code]).toEqual([0, 'sign_in.wrong']);
  expect(core).toHaveBeenCalledTimes(1);
});

it('forgets a wait that is over', async () => {
  refuse('sign_in.wait', 2);
  const { secret, submit, wrong } = entry();
  secret.value = '246813';
  await submit();
  expect(wrong.value?.code).toBe('sign_in.wait');
  await vi.advanceTimersByTimeAsync(2500);
  expect(wrong.value).toBeUndefined();
});

it.each([[null, '246813'], ['p1', '']])('sends nothing for %s with “%s”', async (who, typed) => {
  const { secret, submit } = entry(who);
  secret.value = typed;
  expect(await submit()).toBe(false);
  expect(core).not.toHaveBeenCalled();
});

import { effectScope } from 'vue';
import { expect, it, vi } from 'vitest';
import { finishWork, useWorkKeeper } from './work';

it('waits for all that was begun, and for nobody who fails', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const done: string[] = [];
  effectScope().run(() => {
    useWorkKeeper(() => Promise.reject(new Error('disk full')));
    useWorkKeeper(async () => {
      await new Promise((on) => setTimeout(on, 5));
      done.push('kept');
    });
    useWorkKeeper(() => undefined);
  });
  await finishWork();
  expect(done).toEqual(['kept']);
});

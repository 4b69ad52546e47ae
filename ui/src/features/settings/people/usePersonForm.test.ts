import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import type { PersonRow } from '@/generated/bindings';
import { rpc, RpcError } from '@/platform';
import { usePersonForm, type Errand } from './usePersonForm';

vi.mock('@/platform', async (original) => ({ ...(await original<typeof import('@/platform')>()), rpc: vi.fn() }));
const core = vi.mocked(rpc);
const ROW: PersonRow = { person: 'p1', base: 'b1', name: '刘', roles: ['hall_manager'], active: true };

function form(errand: Errand, row: PersonRow | null) {
  let made: ReturnType<typeof usePersonForm> | undefined;
  mount(defineComponent({ setup: () => ((made = usePersonForm(errand, row)), () => h('div')) }), {
    global: { plugins: [[VueQueryPlugin, { queryClient: new QueryClient() }]] },
  });
  if (!made) throw new Error('not made');
  return made;
}

beforeEach(() => {
  core.mockReset().mockResolvedValue({} as never);
});

describe('a person', () => {
  it('is entered with name, roles and a first PIN', async () => {
    const entered = form('add', null);
    Object.assign(entered.answers, { name: ' 王 ', secret: '246813' });
    entered.toggle('consultant');
    entered.toggle('runner');
    entered.toggle('runner');
    expect(await entered.save()).toBe(true);
    expect(core).toHaveBeenCalledExactlyOnceWith('person_enter', { name: '王', roles: ['consultant'], secret: '246813' });
  });

  it('is not entered with a PIN that the core refuses, and the cursor goes there', async () => {
    core.mockRejectedValue(new RpcError({ code: 'request.fields', params: {}, confirmable: false,
      fields: [{ field: 'secret', code: 'secret.too_simple', params: {} }] }));
    const entered = form('add', null);
    Object.assign(entered.answers, { name: '王', secret: '123456' });
    expect(await entered.save()).toBe(false);
    expect(entered.firstBad()).toBe('secret');
    expect(entered.answers.name).toBe('王');
  });

  it('is changed as the list showed them', async () => {
    const changed = form('edit', ROW);
    changed.toggle('consultant');
    expect(await changed.save()).toBe(true);
    expect(core).toHaveBeenCalledExactlyOnceWith('person_change', { ...ROW, roles: ['hall_manager', 'consultant'] });
  });

  it('stays manager when they are the last one, and the roles say so', async () => {
    core.mockImplementation(async () => {
      throw new RpcError({ code: 'person.last_manager', params: {}, confirmable: false,
        fields: [{ field: 'roles', code: 'person.last_manager', params: {} }] });
    });
    const changed = form('edit', ROW);
    changed.toggle('hall_manager');
    expect(await changed.save()).toBe(false);
    expect(changed.wrong.value.at.roles?.code).toBe('person.last_manager');
  });

  it('gets a new PIN and nothing else', async () => {
    const renewed = form('reset', ROW);
    Object.assign(renewed.answers, { secret: '135792' });
    expect(await renewed.save()).toBe(true);
    expect(core).toHaveBeenCalledExactlyOnceWith('secret_reset', { person: 'p1', secret: '135792' });
  });
});

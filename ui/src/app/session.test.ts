// Signing in, locking and switching, over the whole program, against a core that answers what each test says.
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BookDay, DraftKeep, DraftRef, FailureCode, Frame, Role } from '@/generated/bindings';
import { rpc, RpcError, windowSession, type CommandName } from '@/platform';
import { goToDay } from '@/shared/day';
import { hearSession, leaveSession, person } from '@/shared/session';
import App from './App.vue';
import { i18n } from './i18n';

vi.mock('@/platform', async (original) => ({ ...(await original<typeof import('@/platform')>()), rpc: vi.fn(), entered: () => true }));
const core = vi.mocked(rpc);

const NAMES = { zh_hans: '朝阳区政务服务中心', zh_hant: '朝陽區政務服務中心', en: 'Chaoyang hall' };
const CARD = { date: '2026-11-28', kind: 'ordinary_saturday', holiday: null, open: true, past: false, tentative: false } as const;
const DAY: BookDay = {
  date: '2026-11-28', day: CARD, previous: { ...CARD, date: '2026-11-21' }, next: { ...CARD, date: '2026-12-05' }, next_open: null, frozen: false, sessions: [], waiting: [], departments: [],
  totals: { people: 0, bookings: 0, items: 0, seats: 0, free: 0 },
};
const PEOPLE = { p1: '张三', p2: '李四' } as const;
type Id = keyof typeof PEOPLE;
const ROLES: Role[] = ['consultant'];
const RIGHTS = ['read_book', 'write_booking', 'see_full_name', 'record_duty'];

/** Who the core has signed in at this window, and whose drafts it keeps. */
let inside: Id | null;
let isLocked: boolean;
let drafts: Partial<Record<`${Id} ${DraftRef['of']}`, string>>;
let program: VueWrapper;

const frame = (): Frame => ({
  stage: 'ready', version: '1', hall: { name: NAMES, demo: true }, frozen: [], now: '2026-11-27T16:50:00', focus: '2026-11-28', service_day: null, clock: { state: 'plausible' },
  person: inside && !isLocked ? { person: inside, name: PEOPLE[inside], roles: ROLES, rights: RIGHTS } : null,
  backup_alarms: [], missing_calendar_year: null, trouble: null, data_dir: '/data', test_clock: false,
});
const standing = () => {
  if (inside === null) return { state: 'none' };
  return isLocked ? { state: 'locked', person: inside } : { state: 'open', person: inside, locks_in_seconds: 300 };
};
const refuse = (code: FailureCode, field?: string): never => {
  throw new RpcError({ code, params: {}, fields: field ? [{ field, code, params: {} }] : [], confirmable: false });
};

const answers: Partial<Record<CommandName, (input: never) => unknown>> = {
  frame,
  pulse: () => ({ revision: 1, parts: {}, now: '2026-11-27T16:50:00', stage: 'ready', session: standing() }),
  day_head: () => DAY,
  book_day: () => DAY,
  allocation: () => ({ sum: { to_contact: 0 }, departments: [] }),
  outlook: () => ({ items: [], result: 'on_the_spot', forwarded_on: null, slots_needed: 1, suitable: null, closed: null, slots: [] }),
  sign_in_choices: () => ({ people: Object.entries(PEOPLE).map(([id, name]) => ({ person: id, name, roles: ROLES })), first_manager: false, first_manager_code: false, demo_secret: '246810' }),
  sign_in: ({ person: id, secret }: { person: Id; secret: string }) => {
    if (secret !== '246810') refuse('sign_in.wrong', 'secret');
    inside = id;
    isLocked = false;
    return { token: `token-${id}`, session: standing() };
  },
  session_lock: () => {
    isLocked = true;
    return standing();
  },
  session_touch: standing,
  sign_out: () => {
    inside = null;
    return {};
  },
  draft_show: ({ of }: DraftRef) => ({ text: (inside && drafts[`${inside} ${of}`]) ?? null }),
  draft_keep: ({ of, text }: DraftKeep) => {
    if (inside) drafts[`${inside} ${of}`] = text;
    return {};
  },
};

const find = (testid: string) => program.find<HTMLInputElement>(`[data-testid="${testid}"]`);
const settle = async (): Promise<void> => {
  // Pages that are loaded when they are first shown.
  await vi.dynamicImportSettled();
  await flushPromises();
};

async function signIn(name: string, prefix = 'sign-in'): Promise<void> {
  if (prefix === 'sign-in') await program.get(`[data-person="${name}"]`).trigger('click');
  await find(`${prefix}-secret`).setValue('246810');
  await find(`${prefix}-secret`).trigger('keydown', { key: 'Enter' });
  await settle();
}

async function press(key: KeyboardEventInit): Promise<void> {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...key }));
  await settle();
}

const LOCK = { key: 'l', ctrlKey: true };
const SWITCH = { key: 'L', ctrlKey: true, shiftKey: true };

beforeEach(async () => {
  [inside, isLocked, drafts] = [null, false, {}];
  localStorage.clear();
  leaveSession();
  person.value = null;
  goToDay('');
  core.mockReset().mockImplementation(async (command, input) => (answers[command]?.(input as never) ?? {}) as never);
  program = mount(App, { attachTo: document.body, global: { plugins: [i18n, [VueQueryPlugin, { queryClient: new QueryClient({ defaultOptions: { queries: { retry: false } } }) }]] } });
  await settle();
});
afterEach(() => program.unmount());

describe('signing in', () => {
  it('shows who can, lets the right PIN in, and says whose screen it is', async () => {
    expect(find('sign-in').exists()).toBe(true);
    expect(find('item-input').exists()).toBe(false);
    expect(find('sign-in-demo').text()).toContain('246810');
    await signIn('张三');
    expect([find('sign-in').exists(), find('item-input').exists()]).toEqual([false, true]);
    expect(find('person-menu').text()).toContain('张三');
    expect(windowSession.token()).toBe('token-p1');
  });

  it('refuses a wrong PIN at the field, empties it, and keeps the cursor there', async () => {
    await program.get('[data-person="李四"]').trigger('click');
    await find('sign-in-secret').setValue('111111');
    await find('sign-in-secret').trigger('keydown', { key: 'Enter' });
    await settle();
    expect(program.get('[data-testid="field-error-secret"]').text()).toContain('PIN');
    expect(find('sign-in-secret').element.value).toBe('');
    expect(document.activeElement).toBe(find('sign-in-secret').element);
  });

  it('is done by keyboard alone: a number, the PIN, Enter', async () => {
    expect(document.activeElement).toBe(find('sign-in-filter').element);
    await find('sign-in-filter').trigger('keydown', { key: '2' });
    // It could be the first of a scan, and waits until it is not.
    await vi.waitFor(() => expect(document.activeElement).toBe(find('sign-in-secret').element));
    await find('sign-in-secret').setValue('246810');
    await find('sign-in-secret').trigger('keydown', { key: 'Enter' });
    await settle();
    expect(find('person-menu').text()).toContain('李四');
  });

  it('numbers pick somebody only while nobody is chosen, and only then they are shown', async () => {
    const caps = (): number => program.findAll('[data-testid="sign-in-person"] kbd').length;
    const chosen = (): string | undefined => program.findAll('[data-testid="sign-in-person"][aria-selected="true"]')[0]?.attributes('data-person');
    expect([caps(), chosen()]).toEqual([2, undefined]);
    await find('sign-in-filter').trigger('keydown', { key: 'ArrowDown' });
    expect([caps(), chosen()]).toEqual([0, '张三']);
    // From here on every digit is the PIN's.
    await find('sign-in-filter').trigger('keydown', { key: '2' });
    expect([chosen(), find('sign-in-secret').element.value]).toEqual(['张三', '2']);
    expect(document.activeElement).toBe(find('sign-in-secret').element);
  });

  it('a PIN typed with nobody chosen picks nobody', async () => {
    vi.useFakeTimers();
    try {
      for (const key of '246810') find('sign-in-filter').element.dispatchEvent(new KeyboardEvent('keydown', { key, code: `Digit${key}`, bubbles: true, cancelable: true }));
      await vi.advanceTimersByTimeAsync(1000);
    } finally {
      vi.useRealTimers();
    }
    expect(program.find('[data-testid="sign-in-person"][aria-selected="true"]').exists()).toBe(false);
    expect(find('sign-in-secret').element.value).toBe('');
  });
});

describe('the lock', () => {
  it('hides the screens and keeps what stands in them', async () => {
    await signIn('张三');
    await find('name-input').setValue('王小明');
    await press(LOCK);
    expect(find('lock').text()).toContain('张三');
    const screens = program.get<HTMLElement>('.frame').element;
    expect([screens.style.display, screens.hasAttribute('inert')]).toEqual(['none', true]);
    expect(document.documentElement.dataset['covered']).toBe('');
    await signIn('张三', 'unlock');
    expect(find('lock').exists()).toBe(false);
    expect([screens.style.display, document.documentElement.dataset['covered']]).toEqual(['', undefined]);
    expect(find('name-input').element.value).toBe('王小明');
  });

  it('comes when the core says so, and takes no keys of the screens', async () => {
    await signIn('张三');
    isLocked = true;
    hearSession({ state: 'locked', person: 'p1' });
    await settle();
    expect(find('lock').exists()).toBe(true);
    await press({ key: 'F1' });
    expect(document.querySelector('[data-testid="shortcut-sheet"]')).toBeNull();
    expect(document.activeElement, 'what is typed goes to the PIN').toBe(find('unlock-secret').element);
  });

  it('keeps what was typed before it is locked by hand', async () => {
    await signIn('张三');
    await find('name-input').setValue('王小明');
    await press(LOCK);
    expect(drafts['p1 booking']).toContain('"王小明"');
  });
});

describe('switching', () => {
  it('gives each person their own draft, and nothing of the other’s', async () => {
    await signIn('张三');
    await find('name-input').setValue('王小明');
    await press(SWITCH);
    expect(find('sign-in').exists()).toBe(true);
    await signIn('李四');
    expect(find('person-menu').text()).toContain('李四');
    expect(find('name-input').element.value).toBe('');
    await find('name-input').setValue('欧阳');
    await press(SWITCH);
    await signIn('张三');
    expect(find('name-input').element.value).toBe('王小明');
    expect(drafts['p2 booking']).toContain('"欧阳"');
  });

  it('can be thought better of: the lock is back, and the screens behind it', async () => {
    await signIn('张三');
    await press(SWITCH);
    await find('sign-in-back').trigger('click');
    await settle();
    expect(find('lock').exists()).toBe(true);
    await signIn('张三', 'unlock');
    expect(find('person-menu').text()).toContain('张三');
  });
});

describe('the end of a session', () => {
  it('leads to the list of people, and leaves nothing on screen', async () => {
    await signIn('张三');
    await find('person-menu').trigger('click');
    await find('menu-sign-out').trigger('click');
    await settle();
    expect([find('sign-in').exists(), program.find('.frame').exists(), windowSession.token()]).toEqual([true, false, null]);
  });
});

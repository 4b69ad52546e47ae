// Who came on the day in focus: which line is in hand, and what a key notes of it. The hand stays on its line whatever is noted.
import { computed, ref, shallowRef, watch } from 'vue';
import type { Presence } from '@/generated/bindings';
import { useRead } from '@/shared/data/useRead';
import { useWrite } from '@/shared/data/useWrite';
import { useAskTwice } from '@/shared/keys/askTwice';
import { useMay } from '@/shared/may';
import { absentOf, countsOf, isLast, linesOf, type Expected } from './attendanceText';

const NOT_TODAY = 'confirm.not_today';
/** The keys of the list while it has the cursor. On the list of calls the same keys are that one's. */
const PRESENCE_OF: Readonly<Record<string, Presence>> = { 1: 'came', 2: 'missing', 3: 'substitute', 0: 'unknown' };
/** A line as it is: what was asked about it is over once something else is noted. */
const aboutOf = ({ id, place }: Expected): string => [id, place.presence, place.at].join(' ');

/** Who came, as the core tells it. */
export function useAttended(date: () => string) {
  const may = useMay();
  const { data, failure } = useRead('attendance', () => ({ date: date() }), { enabled: () => may('attendance') && date() !== '', keepPrevious: true });
  const halves = computed(() => (may('attendance') ? (data.value?.halves ?? []) : []));
  return { data, failure, halves, absent: computed(() => absentOf(halves.value)), counts: computed(() => countsOf(halves.value)) };
}

export function useAttendance(date: () => string) {
  const may = useMay();
  const { data, failure, halves, counts } = useAttended(date);
  const writing = useWrite('attendance_note');
  const asking = useAskTwice();
  const lines = computed(() => linesOf(halves.value));
  const chosen = ref<string | null>(null);
  const active = computed(() => lines.value.find(({ id }) => id === chosen.value) ?? null);
  const near = computed(() => active.value ?? lines.value[0] ?? null);
  /** The line whose substitute is being named. */
  const named = shallowRef<Expected | null>(null);
  const writes = computed(() => may('attendance_note'));
  /** The last refusal only asks whether another day than today is meant. */
  const asksDay = computed(() => writing.failure.value?.code === NOT_TODAY);

  function forget(): void {
    asking.forget();
    writing.failure.value = null;
  }
  watch([() => active.value?.id, date], forget);

  function choose(id: string): void {
    chosen.value = id;
  }

  function step(by: number): void {
    const at = lines.value.findIndex((line) => line === active.value);
    const next = lines.value[at < 0 ? 0 : Math.min(Math.max(at + by, 0), lines.value.length - 1)];
    if (next) choose(next.id);
  }

  async function note({ half, place }: Expected, presence: Presence, name: string, confirmed: string[]): Promise<boolean> {
    if (!writes.value || writing.busy.value || data.value?.date !== date()) return false;
    const { department, morning } = half;
    return (await writing.run({ date: date(), department, morning, place: place.place, presence, name, confirmed })) !== undefined;
  }

  /** Does what a key means, and asks where the core asks. */
  async function perform(key: string, line: Expected): Promise<void> {
    const presence = PRESENCE_OF[key];
    if (presence === undefined) return;
    const confirmed = asksDay.value ? [NOT_TODAY] : [];
    forget();
    if (presence === 'substitute') named.value = line;
    else if (!(await note(line, presence, '', confirmed)) && asksDay.value) asking.press(key, aboutOf(line));
  }

  /** A key on the list, pressed at a time of the page's clock. Whoever is the last of a department is not missing before it was asked. */
  async function press(key: string, at = performance.now()): Promise<void> {
    const line = active.value;
    if (line === null || !writes.value) return;
    const about = aboutOf(line);
    if (key === 'escape') return forget();
    if (key === 'enter') {
      const answered = asking.enter(about, at);
      if (answered !== null) await perform(answered, line);
      return;
    }
    const isAsked = asking.asked.value?.key === key && asking.asked.value.about === about;
    if (!isAsked && !(PRESENCE_OF[key] === 'missing' && isLast(line))) return perform(key, line);
    if (!isAsked) writing.failure.value = null;
    if (asking.press(key, about, at)) await perform(key, line);
  }

  /** The button that says yes to what is asked. */
  async function sure(key: string): Promise<void> {
    if (active.value !== null) await perform(key, active.value);
  }

  /** Whoever came instead is named, or only counted. */
  async function saveName(name: string): Promise<boolean> {
    const line = named.value;
    if (line === null || !(await note(line, 'substitute', name, asksDay.value ? [NOT_TODAY] : []))) return false;
    closeName();
    return true;
  }

  function closeName(): void {
    named.value = null;
    forget();
  }

  return {
    failure, counts, lines, active, near, named, writes, asksDay, asked: asking.asked, wrong: writing.failure, busy: writing.busy,
    choose, step, press, sure, forget, saveName, closeName,
  };
}

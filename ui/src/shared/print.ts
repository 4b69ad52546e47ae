// The one paper of the program: what lies on it is what is printed, and after that nothing of it is left. Papers are printed
// one after the other. `print()` may return before the page is made, so the paper lies there until the browser says it is
// done, or until that is not to be waited for any longer.
import { nextTick, onMounted, onUnmounted, shallowRef } from 'vue';
import type { Allocation, AllocationLine, DayList, DutySheet, HallContact, LogDay, Slip, ToCallPaper } from '@/generated/bindings';
import { topDialog } from './keys/dialogs';

/** A duty sheet: for the door, which citizens pass; for the wall; or a page for each of these departments. */
export interface DutyPaper {
  kind: 'duty';
  sheet: DutySheet;
  form: 'door' | 'wall' | 'departments';
  departments: readonly number[];
}

/** Notices to these departments of a day. */
export interface NoticeOnPaper {
  kind: 'notice';
  day: Pick<Allocation, 'contact' | 'date' | 'at'>;
  lines: readonly AllocationLine[];
}

/** Leg cards with these numbers, and the boxes of each in the words of the screen. */
export interface CardsOnPaper {
  kind: 'cards';
  numbers: readonly string[];
  contact: HallContact;
  boxes: readonly { key: string; text: string; isLeg: boolean }[];
  /** One to a page on the roll, else four to a sheet. */
  roll: boolean;
}

/** A day of the assisted-handling log. */
export interface LogOnPaper {
  kind: 'log';
  day: LogDay;
}

/** Slips, a page each, a list of the day, the list of calls, notices to departments, a duty sheet, leg cards, or a day of the log. */
export type Paper = DutyPaper | { kind: 'slips'; slips: readonly Slip[] } | { kind: 'list'; list: DayList } | { kind: 'calls'; list: ToCallPaper } | NoticeOnPaper | CardsOnPaper | LogOnPaper;

/** What lies on the paper now. */
export const onPaper = shallowRef<Paper | null>(null);

/** A browser that has begun may wait for a person at its dialog; one that has not begun will hardly do so any more. */
export const LIMIT_MILLISECONDS = 120_000;
export const UNBEGUN_MILLISECONDS = 5000;

let queue: Promise<unknown> = Promise.resolve();
/** Grows when everything on its way to the paper is given up. */
let round = 0;
let cutShort: (() => void) | null = null;

/** Prints what the page shows as paper now, and waits until the browser is done with it. */
export function printPage(): Promise<void> {
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = (milliseconds: number): void => {
      clearTimeout(timer);
      timer = setTimeout(end, milliseconds);
    };
    const begin = (): void => wait(LIMIT_MILLISECONDS);
    function end(): void {
      clearTimeout(timer);
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
      cutShort = null;
      resolve();
    }
    cutShort = end;
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    wait(UNBEGUN_MILLISECONDS);
    window.print();
  });
}

async function printOne(paper: Paper, ofRound: number): Promise<void> {
  if (ofRound !== round) return;
  onPaper.value = paper;
  await nextTick();
  try {
    await printPage();
  } finally {
    onPaper.value = null;
    await nextTick();
  }
}

/** Prints a paper, after those that are under way. */
export function printPaper(paper: Paper): Promise<void> {
  const ofRound = round;
  const printed = queue.then(() => printOne(paper, ofRound));
  queue = printed.catch(() => undefined);
  return printed;
}

/** Nothing more is printed of what was asked for: the next person at this screen has no business with it. */
export function clearPaper(): void {
  round += 1;
  onPaper.value = null;
  cutShort?.();
}

const PREVIEW = '[data-preview]';
const ROOT = '#print-root';

/** The sheets of the preview on top, as they stand on screen. What lies under a dialog is not on top. */
function previewed(): HTMLElement[] {
  const shown = [...(topDialog() ?? document).querySelectorAll<HTMLElement>(PREVIEW)].filter((one) => one.getClientRects().length > 0);
  return [...(shown.at(-1)?.querySelectorAll<HTMLElement>('.sheet') ?? [])];
}

/** Whoever prints by the browser's own menu over a preview gets the preview. `look` is the class of the paper in use. */
export function usePreviewPrinting(look: () => string): void {
  let copies: HTMLElement[] = [];

  function lay(): void {
    lift();
    if (onPaper.value !== null) return;
    copies = previewed().map((sheet) => {
      const copy = sheet.cloneNode(true) as HTMLElement;
      [copy, ...copy.querySelectorAll('[data-testid]')].forEach((part) => part.removeAttribute('data-testid'));
      copy.classList.add('page', look());
      return copy;
    });
    document.querySelector(ROOT)?.append(...copies);
  }

  function lift(): void {
    copies.forEach((copy) => copy.remove());
    copies = [];
  }

  onMounted(() => {
    window.addEventListener('beforeprint', lay);
    window.addEventListener('afterprint', lift);
  });
  onUnmounted(() => {
    lift();
    window.removeEventListener('beforeprint', lay);
    window.removeEventListener('afterprint', lift);
  });
}

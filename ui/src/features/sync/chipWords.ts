// What the chip says, and how it looks. State is never told by colour alone: the words tell it.
import type { SyncChip, SyncWord } from '@/generated/bindings';
import { useDates, type Dates } from '@/shared/dates';
import { useWords, type Words } from '@/shared/words';

type Look = 'ok' | 'accent' | 'warn' | 'bad' | '';

const LOOKS: Record<SyncWord, Look> = {
  alone: '',
  outdated: 'bad',
  starting: '',
  first_sync: 'accent',
  synced: 'ok',
  pending: 'accent',
  offline: 'warn',
  failed: 'bad',
  mismatch: 'bad',
  frozen: 'bad',
  refused: 'bad',
};

/** Green only where both sides agree and nothing has to be looked at. */
export function lookOf(chip: SyncChip): Look {
  const look = LOOKS[chip.word];
  return chip.attention && look !== 'bad' ? 'warn' : look;
}

/** The whole sentence: state, what waits, when both sides last agreed. */
export function sayChip(chip: SyncChip, words: Words, dates: Dates, today: string): string {
  const parts = [words(`sync.word.${chip.word}`, { percent: chip.percent ?? 0 })];
  // Where there is little room the end is cut off: what waits comes first.
  if (chip.word !== 'synced' && chip.word !== 'alone' && chip.to_send > 0) parts.push(words('sync.to_send', { n: chip.to_send }));
  if (chip.agreed_at !== null) {
    const isToday = chip.agreed_at.startsWith(today);
    const at = isToday ? chip.agreed_at.slice(11, 16) : dates.moment(chip.agreed_at);
    parts.push(chip.word === 'synced' ? at : words('sync.last', { at }));
  }
  return parts.join(' · ');
}

export function useChipWords(): (chip: SyncChip, today: string) => string {
  const words = useWords();
  const dates = useDates();
  return (chip, today) => sayChip(chip, words, dates, today);
}

// How long ago a backup was made, in words: by the core's count of days, never by the browser's clock.
import type { BackupAge } from '@/generated/bindings';
import { useWords } from './words';

export function useBackupAge(): (age: BackupAge) => string {
  const words = useWords();
  return ({ days }) => {
    if (days === null) return words('backup.ahead');
    return days === 0 ? words('backup.today') : words('backup.days', { n: days });
  };
}

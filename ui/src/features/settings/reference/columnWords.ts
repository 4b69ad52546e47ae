// What a column of a table is called, with its name in the file.
import { useWords } from '@/shared/words';

export function useColumnWords(): (column: string) => string {
  const words = useWords();
  return (column) => {
    const key = `import.column_of.${column}`;
    return words.has(key) ? words('import.column_named', { name: words(key), column }) : column;
  };
}

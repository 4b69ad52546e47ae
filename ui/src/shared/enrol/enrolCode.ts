/** A code as it stands on paper: capitals in groups of four. What has another length is left as it was typed. */
export function groupedEnrolCode(typed: string): string {
  const letters = typed.replace(/[\s-]/g, '').toUpperCase();
  if (letters.length !== 28) return typed;
  return letters.match(/.{4}/g)?.join('-') ?? typed;
}

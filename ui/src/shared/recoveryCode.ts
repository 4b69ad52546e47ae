// The recovery code as it stands on paper: capitals in groups. Whoever types it may use small letters, full-width ones,
// spaces or dashes. Whether it is right, the core says.
const GROUP = 5;

/** What was typed, in capitals and groups. */
export function groupedCode(typed: string): string {
  const signs = typed.normalize('NFKC').toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
  return (signs.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-');
}

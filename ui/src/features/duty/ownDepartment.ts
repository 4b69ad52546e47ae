// Which department somebody decides in. No person is of a department on record, so it is chosen at the screen, and remembered on this
// PC for whoever chose it. A department's number is nothing personal.
const KEPT_AS = 'yanshi.own_department.';

export function ownDepartment(person: string): number | null {
  const kept = Number(localStorage.getItem(KEPT_AS + person) ?? '');
  return Number.isInteger(kept) && kept > 0 ? kept : null;
}

export function keepOwnDepartment(person: string, department: number): void {
  localStorage.setItem(KEPT_AS + person, String(department));
}

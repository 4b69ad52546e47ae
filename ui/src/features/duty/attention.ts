// In which order departments are shown.
import type { DepartmentStrip, Promise as DepartmentPromise } from '@/generated/bindings';

/** What somebody must still do something about comes first; within that, the busier department. */
const ATTENTION: Record<DepartmentPromise, number> = {
  refused: 0,
  past_cutoff: 0,
  will_be_asked: 1,
  asked: 2,
  confirmed: 3,
  department_unknown: 4,
  no_back_office: 5,
  none_needed: 5,
};

/** The departments in the order in which they matter. */
export function byAttention(departments: readonly DepartmentStrip[]): DepartmentStrip[] {
  return [...departments].sort(
    (a, b) => ATTENTION[a.promise] - ATTENTION[b.promise] || b.bookings - a.bookings || a.department - b.department,
  );
}

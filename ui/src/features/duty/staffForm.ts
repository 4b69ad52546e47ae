// What a department can send, as typed, and as the core is told.
import type { DepartmentStaffRow, DepartmentStaffSet, ItemsRule } from '@/generated/bindings';

interface TypedStaff {
  approvers: string;
  rule: ItemsRule;
  items: number[];
  notSaturdays: number[];
  casesPerApprover: string;
  contact: string;
}

/** A day's place among the Saturdays of its month. */
export const SATURDAYS = [1, 2, 3, 4, 5] as const;

/** A whole number as typed; null where the field is empty. What is no number is -1, which the core refuses. */
export function countOf(text: string): number | null {
  const plain = text.normalize('NFKC').trim();
  if (plain === '') return null;
  return /^\d{1,4}$/.test(plain) ? Number(plain) : -1;
}

const shown = (count: number | null | undefined): string => (count === null || count === undefined ? '' : String(count));

export function beginStaff({ quota, contact }: Pick<DepartmentStaffRow, 'quota' | 'contact'>): TypedStaff {
  return {
    approvers: shown(quota?.approvers), rule: quota?.rule ?? 'all', items: quota?.items.map(({ item }) => item) ?? [],
    notSaturdays: [...(quota?.not_saturdays ?? [])], casesPerApprover: shown(quota?.cases_per_approver), contact,
  };
}

export function toStaff(department: number, typed: TypedStaff): DepartmentStaffSet {
  return {
    department, approvers: countOf(typed.approvers), rule: typed.rule, items: typed.rule === 'all' ? [] : typed.items,
    not_saturdays: [...typed.notSaturdays].sort((a, b) => a - b), cases_per_approver: countOf(typed.casesPerApprover), contact: typed.contact.trim(),
  };
}

/** In or out of a list. */
export const toggled = (list: readonly number[], one: number): number[] => (list.includes(one) ? list.filter((other) => other !== one) : [...list, one]);

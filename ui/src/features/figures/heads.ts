// The columns of the three tables, on screen and in the workbook alike.
export const COVERAGE_NUMBERS = ['covered', 'not_covered', 'not_recorded', 'all'] as const;
export const COVERAGE_HEADS = ['department', 'half', ...COVERAGE_NUMBERS, 'share'] as const;
export const PRESENCE_HEADS = ['day', 'halves', 'stationed', 'called', 'everybody', 'saved', 'unanswered'] as const;
export const PROMISE_NUMBERS = ['same_day', 'forwarded', 'not_come', 'not_recorded', 'all'] as const;
export const PROMISE_HEADS = ['promised', ...PROMISE_NUMBERS, 'share'] as const;
/** The lines of promises, in the core's order. */
export const PROMISED = ['on_the_spot', 'once_confirmed', 'not_promised', 'not_recorded', 'all'] as const;

// Where the keyboard can stand.

/** Everything that Tab stops at, if it is in sight. */
export const STOPS = 'button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [href], [tabindex]:not([tabindex="-1"])';

export const focusable = (element: Element): element is HTMLElement =>
  element instanceof HTMLElement && element.getClientRects().length > 0 && element.closest('[inert]') === null;

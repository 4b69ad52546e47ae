// Where the keyboard can stand.

/** Everything that Tab stops at, if it is in sight. */
export const STOPS = 'button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [href], [tabindex]:not([tabindex="-1"])';

export const focusable = (element: Element): element is HTMLElement =>
  element instanceof HTMLElement && element.getClientRects().length > 0 && element.closest('[inert]') === null;

/** Up and down go from one of `stops` to the next, where one of them has the cursor. */
export function stepAmong(event: KeyboardEvent, stops: readonly HTMLElement[]): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const at = stops.findIndex((one) => one === document.activeElement);
  if (by === undefined || at < 0) return;
  event.preventDefault();
  stops[Math.min(Math.max(at + by, 0), stops.length - 1)]?.focus();
}

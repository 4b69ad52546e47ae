// The dialogs and drawers that lie over the page now, the one on top last. Under a lock they are out of sight, and not open.

export function openDialogs(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[role="dialog"][aria-modal="true"]')].filter((one) => one.getClientRects().length > 0);
}

/** The dialog on top: each is laid behind the others in the page when it opens. */
export function topDialog(): HTMLElement | undefined {
  return openDialogs().at(-1);
}

// The dialogs and drawers that lie over the page now. One that is closed may stay in the document, out of sight.

export function openDialogs(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[role="dialog"][aria-modal="true"]')].filter((one) => one.getClientRects().length > 0);
}

// The dialogs and drawers that lie over the page now. One that is closed may stay in the document, out of sight.

const layerOf = (dialog: HTMLElement): number => Number.parseInt(getComputedStyle(dialog.closest<HTMLElement>('.el-overlay') ?? dialog).zIndex, 10) || 0;

/** The dialog on top; of two in one layer the later one. */
export function topDialog(): HTMLElement | undefined {
  return openDialogs().reduce<HTMLElement | undefined>((top, one) => (top === undefined || layerOf(one) >= layerOf(top) ? one : top), undefined);
}

export function openDialogs(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[role="dialog"][aria-modal="true"]')].filter((one) => one.getClientRects().length > 0);
}

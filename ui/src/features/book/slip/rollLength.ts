// The roll of a receipt printer is cut where the slip ends: its page is as long as the slip. Where a browser takes no page of its
// own for each slip, the style sheet's length stands.

/** The printable width of an 80 mm roll, and the margin around. */
const MARGIN_MM = 4;
const MM_PER_PIXEL = 25.4 / 96;
/** Shorter strips are no paper a cutter takes. */
const SHORTEST_MM = 50;

/** Whole millimetres of paper for a slip of so many CSS pixels, its margins and a hair of air included. */
export function paperMillimetres(pixels: number): number {
  return Math.max(SHORTEST_MM, Math.ceil(pixels * MM_PER_PIXEL) + 2 * MARGIN_MM + 1);
}

/** The sheet that has the page of the roll. Rules are added to it through the object model: no style is injected. */
function sheetOfRoll(): CSSStyleSheet | undefined {
  const isRoll = (rule: CSSRule): boolean => rule.cssText.startsWith('@page roll ');
  return [...document.styleSheets].find((sheet) => [...sheet.cssRules].some(isRoll));
}

function forget(sheet: CSSStyleSheet): void {
  for (let at = sheet.cssRules.length - 1; at >= 0; at -= 1) {
    if (sheet.cssRules[at]?.cssText.startsWith('@page roll-')) sheet.deleteRule(at);
  }
}

/** Gives each slip on the paper a page of its own length; on other paper, that of the style sheet. */
export function fitRoll(paper: HTMLElement, isRoll: boolean): void {
  const sheet = sheetOfRoll();
  if (!sheet) return;
  forget(sheet);
  const pages = [...paper.children].filter((page) => page instanceof HTMLElement);
  pages.forEach((page) => page.style.removeProperty('page'));
  if (!isRoll) return;
  paper.classList.add('measured');
  const heights = pages.map((page) => page.getBoundingClientRect().height);
  paper.classList.remove('measured');
  pages.forEach((page, at) => {
    const height = heights[at] ?? 0;
    if (height === 0) return;
    sheet.insertRule(`@page roll-${at} { size: 80mm ${paperMillimetres(height)}mm; margin: ${MARGIN_MM}mm; }`, sheet.cssRules.length);
    page.style.setProperty('page', `roll-${at}`);
  });
}

// Moving through the board by arrow keys. The board is one stop of the Tab key; inside, one cell at a time has the focus.

export interface GridPlace {
  row: number;
  column: number;
}

/** Where a key leads from a place; `widths` are the cells of each row. Null when the key is not one of the grid's. */
export function moveInGrid(from: GridPlace, key: string, widths: readonly number[]): GridPlace | null {
  switch (key) {
    case 'ArrowLeft':
      return clamp({ ...from, column: from.column - 1 }, widths);
    case 'ArrowRight':
      return clamp({ ...from, column: from.column + 1 }, widths);
    case 'ArrowUp':
      return vertical(from, -1, widths);
    case 'ArrowDown':
      return vertical(from, 1, widths);
    case 'Home':
      return clamp({ ...from, column: 0 }, widths);
    case 'End':
      return clamp({ ...from, column: Number.MAX_SAFE_INTEGER }, widths);
    default:
      return null;
  }
}

/** Up and down pass over rows without cells (the noon break). */
function vertical(from: GridPlace, step: number, widths: readonly number[]): GridPlace {
  for (let row = from.row + step; row >= 0 && row < widths.length; row += step) {
    if ((widths[row] ?? 0) > 0) return clamp({ row, column: from.column }, widths);
  }
  return from;
}

/** The nearest place that exists. */
export function clamp(place: GridPlace, widths: readonly number[]): GridPlace {
  const row = Math.min(Math.max(place.row, 0), Math.max(widths.length - 1, 0));
  const last = Math.max((widths[row] ?? 0) - 1, 0);
  return { row, column: Math.min(Math.max(place.column, 0), last) };
}

// The secret of browser mode. It arrives in the fragment, which browsers send to nobody, and is taken out of the
// address bar at once, so that it is neither seen over a shoulder nor kept in the history.

const KEPT_AS = 'yanshi.token';

/** What of the browser is needed; named so that tests can stand in for it. */
export interface Surroundings {
  location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  history: Pick<History, 'replaceState'>;
  sessionStorage: Pick<Storage, 'getItem' | 'setItem'>;
}

/** The token of this page, or null when the page was opened without one. */
export function takeToken(from: Surroundings = window): string | null {
  const given = /^#([0-9A-Za-z_-]{16,})$/.exec(from.location.hash)?.[1];
  if (given) {
    from.sessionStorage.setItem(KEPT_AS, given);
    from.history.replaceState(null, '', from.location.pathname + from.location.search);
    return given;
  }
  return from.sessionStorage.getItem(KEPT_AS);
}

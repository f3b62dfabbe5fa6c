const RELOADED = 'reloaded';
const ENOUGH = 30_000;

/**
 * Loads the page anew: the sign-in page follows, or the page as it is for the business one has
 * switched to. Not twice in a row, for then it would not help.
 */
export function reload() {
    const last = Number(sessionStorage.getItem(RELOADED));
    if (Date.now() - last > ENOUGH) {
        sessionStorage.setItem(RELOADED, String(Date.now()));
        location.reload();
    }
}

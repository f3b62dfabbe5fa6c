// How long to wait before what failed is asked for again.
const FIRST = 1000;
const LONGEST = 15_000;

const failures = new WeakMap();

/** Whether the same question may be answered later: nobody answered it, or the server could not. */
export function mayComeLater({ status }) {
    return status === 0 || status >= 500;
}

/** In milliseconds, longer after each failure of this element in a row. */
export function pauseAfter(element) {
    const before = failures.get(element) ?? 0;
    failures.set(element, before + 1);
    return Math.min(LONGEST, FIRST * 2 ** before);
}

document.body.addEventListener('htmx:afterRequest', ({ detail }) => {
    if (detail.successful) {
        failures.delete(detail.elt);
    }
});

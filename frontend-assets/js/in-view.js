// Where tabs or chips do not fit beside each other, the one that is open is in view.
const ROWS = '.tabs, .chips';

function show(root) {
    for (const row of root.querySelectorAll?.(ROWS) ?? []) {
        const open = row.querySelector('[aria-current]');
        if (open && row.scrollWidth > row.clientWidth) {
            row.scrollLeft += open.getBoundingClientRect().left - row.getBoundingClientRect().left
                - (row.clientWidth - open.offsetWidth) / 2;
        }
    }
}

document.body.addEventListener('htmx:afterSettle', event => {
    const part = event.detail.elt;
    show(part.matches?.(ROWS) ? part.parentElement : part);
});
addEventListener('resize', () => show(document));
show(document);

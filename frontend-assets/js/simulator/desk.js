// Small manners of the desk: a sent message leaves its field, a notice goes when it is over, and
// what was said between machines can be read by people.
document.body.addEventListener('htmx:afterRequest', event => {
    const form = event.target.closest('[data-clears]');
    if (form && event.detail.xhr?.status === 200) {
        form.reset();
    }
});

document.body.addEventListener('notice:over', () => {
    document.querySelector('#notice').replaceChildren();
});

function indent(root) {
    for (const json of root.querySelectorAll('[data-json]')) {
        try {
            json.textContent = JSON.stringify(JSON.parse(json.textContent), null, 2);
        } catch {
            // It stays as it was said.
        }
    }
}

document.body.addEventListener('htmx:afterSettle', () => indent(document));
indent(document);

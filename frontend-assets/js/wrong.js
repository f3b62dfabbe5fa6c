// A form that came back wrong puts the cursor where the first mistake is.
const mistake = place => place.querySelector('form [aria-invalid="true"]')?.focus();

document.body.addEventListener('htmx:afterSettle', ({ detail }) => {
    if (detail.xhr?.status === 422) {
        mistake(detail.target.isConnected ? detail.target : document);
    }
});

mistake(document);

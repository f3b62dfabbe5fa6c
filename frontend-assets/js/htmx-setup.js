// What every htmx request carries along.
const csrf = document.querySelector('meta[name="csrf"]');

document.body.addEventListener('htmx:configRequest', event => {
    if (csrf && event.detail.verb !== 'get') {
        event.detail.headers[csrf.dataset.header] = csrf.content;
    }
});

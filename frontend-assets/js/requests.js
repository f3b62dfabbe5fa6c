// What goes along with each request of htmx, and what happens to one that fails or is made twice.
import { mayComeLater, pauseAfter } from './patience.js';
import { reload } from './reload.js';
import { toast } from './toast.js';

const csrf = document.querySelector('meta[name="csrf"]');
const business = document.body.dataset.business;

const OFFLINE = 'No connection. Nothing was done; try again when you are back online.';
const SLOW = 'No answer for a while. Look at the page again before you repeat it.';
const BROKEN = 'That did not work. Try again in a moment.';

document.body.addEventListener('htmx:configRequest', ({ detail }) => {
    if (csrf && detail.verb !== 'get') {
        detail.headers[csrf.dataset.header] = csrf.content;
    }
    if (business) {
        detail.headers['X-Business'] = business;
    }
});

// Pages reload where nobody is signed in any more: the server then leads to the sign-in page.
document.body.addEventListener('htmx:beforeOnLoad', event => {
    const { xhr } = event.detail;
    const landed = xhr.responseURL && new URL(xhr.responseURL).pathname;
    if (xhr.status === 401 || landed === '/login') {
        event.preventDefault();
        reload(401);
    }
});

document.body.addEventListener('htmx:responseError', ({ detail }) => {
    if (isOurs(detail) && detail.xhr.status !== 401) {
        toast(problem(detail.xhr), 'stop');
    }
});
document.body.addEventListener('htmx:sendError', ({ detail }) => isOurs(detail) && toast(OFFLINE, 'stop'));
document.body.addEventListener('htmx:timeout', ({ detail }) => isOurs(detail) && toast(SLOW, 'stop'));

for (const failed of ['htmx:responseError', 'htmx:sendError', 'htmx:timeout']) {
    document.body.addEventListener(failed, ({ detail }) => askAgain(detail));
}

/** What comes once with the page, such as its telephone; live.js sees to what is told of changes. */
function askAgain({ elt, xhr, requestConfig: { verb } }) {
    if (verb === 'get' && elt.matches('[hx-trigger="load"]') && mayComeLater(xhr)) {
        setTimeout(() => fetchPart(elt), pauseAfter(elt));
    }
}

function fetchPart(element) {
    if (element.isConnected) {
        htmx.ajax('GET', element.getAttribute('hx-get'), { source: element }).catch(() => {});
    }
}

// What a page refreshes or tells by itself may fail in silence: it tries again.
function isOurs({ requestConfig: { verb, triggeringEvent } }) {
    return triggeringEvent && (verb !== 'get' || triggeringEvent.isTrusted);
}

function problem(xhr) {
    try {
        const { title, detail, reference } = JSON.parse(xhr.responseText);
        return [title && `${title}.`, detail, reference && `Number ${reference}.`].filter(Boolean).join(' ');
    } catch {
        return BROKEN;
    }
}

// Nothing is sent twice because somebody was impatient.
const busy = new WeakSet();

document.addEventListener('submit', event => {
    const form = event.target;
    if (busy.has(form)) {
        event.preventDefault();
        event.stopImmediatePropagation();
    } else if (form.method === 'post' && !form.matches('[hx-post], [hx-put], [hx-patch], [hx-delete]')) {
        start(form, event.submitter);
    }
}, true);

document.body.addEventListener('htmx:confirm', event => {
    const { elt, verb } = event.detail;
    if (verb !== 'get' && busy.has(elt)) {
        event.preventDefault();
    }
});

document.body.addEventListener('htmx:beforeRequest', ({ detail }) => {
    const { verb, triggeringEvent } = detail.requestConfig;
    if (verb !== 'get') {
        start(detail.elt, triggeringEvent?.submitter);
    }
});

document.body.addEventListener('htmx:afterRequest', ({ detail }) => finish(detail.elt));

addEventListener('pageshow', event => {
    if (event.persisted) {
        document.querySelectorAll('form').forEach(finish);
    }
});

function start(element, submitter) {
    busy.add(element);
    (submitter ?? button(element))?.setAttribute('aria-busy', 'true');
}

function finish(element) {
    busy.delete(element);
    const own = element.matches('[aria-busy]') ? [element] : [];
    for (const waiting of [...own, ...element.querySelectorAll('button[aria-busy]')]) {
        waiting.removeAttribute('aria-busy');
    }
}

function button(element) {
    return element.matches('button') ? element : element.querySelector('button:not([type="button"])');
}

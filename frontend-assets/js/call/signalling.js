// What the browser says to our server about calls, and what it hears back.
import { reload } from '../reload.js';

const csrf = document.querySelector('meta[name="csrf"]');
const business = document.body.dataset.business;
const PATIENCE = 20_000;

/** The server said no, or said nothing. The message is for people. */
export class Refused extends Error {
    constructor(status, problem = {}) {
        super(sentence(status, problem));
        this.status = status;
        this.code = problem.code;
        this.reasons = problem.reasons ?? [];
    }

    /** Whether nobody knows what the server did. */
    get silent() {
        return this.status === 0;
    }
}

function sentence(status, { title, detail, reasons, reference }) {
    const reason = reasons?.find(({ message }) => message)?.message;
    const said = reason ?? detail ?? title;
    if (said) {
        return [said, reference && `Number ${reference}.`].filter(Boolean).join(' ');
    }
    if (status === 0) {
        return navigator.onLine ? 'Assent does not answer. Try again in a moment.' : 'You are offline.';
    }
    return status === 404 ? 'There is no such call any more.' : 'That did not work. Try again in a moment.';
}

async function ask(method, path, body) {
    const headers = { Accept: 'application/json' };
    if (business) {
        headers['X-Business'] = business;
    }
    if (csrf && method !== 'GET') {
        headers[csrf.dataset.header] = csrf.content;
    }
    if (body) {
        headers['Content-Type'] = 'application/json';
    }
    let response;
    try {
        response = await fetch(path, {
            method, headers, cache: 'no-store', signal: AbortSignal.timeout(PATIENCE),
            body: body && JSON.stringify(body),
        });
    } catch {
        throw new Refused(0);
    }
    if (response.status === 401 || new URL(response.url).pathname === '/login') {
        throw left(401, 'You are signed out.');
    }
    if (response.status === 409 && response.headers.has('HX-Refresh')) {
        throw left(409, 'Another business is open in this browser now.');
    }
    const said = await response.json().catch(() => undefined);
    if (!response.ok) {
        throw new Refused(response.status, said);
    }
    return said;
}

/** Nothing of this page goes on: it is loaded anew, but not before those who asked have ended what they hold. */
function left(status, detail) {
    setTimeout(reload, 0, status);
    return new Refused(401, { detail });
}

export const mine = () => ask('GET', '/calls/mine');
export const find = id => ask('GET', `/calls/${id}`);
export const dial = call => ask('POST', '/calls', call);
export const claim = (id, tab) => ask('POST', `/calls/${id}/claim`, { tab });
export const answer = (id, sdp) => ask('POST', `/calls/${id}/answer`, { answer: sdp });
export const reject = id => ask('POST', `/calls/${id}/reject`);
export const hangUp = id => ask('POST', `/calls/${id}/hang-up`);
export const alive = (id, tab) => ask('POST', `/calls/${id}/alive`, { tab });
export const note = (id, words) => ask('POST', `/calls/${id}/note`, words);

/** The page goes away: this is the last it can say, and it cannot wait for an answer. */
export function leave(id) {
    const words = new URLSearchParams();
    if (csrf) {
        words.set('_csrf', csrf.content);
    }
    return navigator.sendBeacon(`/calls/${id}/hang-up`, words);
}

// What changed on the server is announced to the parts of the page that show it; each asks again
// for itself. A hidden page hears nothing, and catches up when it is seen again; so does one that has
// just come, with what changed between its making and the first word. A page with phones on it
// listens even while it is hidden, since they must ring; but not too many do, because browsers open
// six connections to one host and no more.
const LISTENING_HIDDEN = 3;

const phones = [...document.querySelectorAll('[data-handset]')].map(one => one.dataset.handset);
let source;

/** Which of the open pages this is. */
export const page = crypto.randomUUID?.() ?? String(Math.random()).slice(2);

const announce = topic => document.body.dispatchEvent(new CustomEvent(`live:${topic}`));

function catchUp() {
    const topics = new Set();
    for (const part of document.querySelectorAll('[hx-trigger*="live:"]')) {
        for (const [, topic] of part.getAttribute('hx-trigger').matchAll(/live:([\w-]+)/g)) {
            topics.add(topic);
        }
    }
    topics.add('clock');
    topics.forEach(announce);
}

/** Keeps one of the places for pages that listen while they are hidden, as long as it is open. */
function place(which) {
    return new Promise(given => {
        navigator.locks?.request(`simulator-listens-${which}`, { ifAvailable: true }, lock => {
            given(lock !== null);
            return lock && new Promise(() => {});
        }) ?? given(false);
    });
}

async function anyPlace() {
    for (let which = 0; which < LISTENING_HIDDEN; which++) {
        if (await place(which)) {
            return true;
        }
    }
    return false;
}

const listensHidden = phones.length === 0 ? Promise.resolve(false) : anyPlace();

async function rest() {
    const stays = await listensHidden || document.querySelector('[data-handset][data-busy]');
    if (!stays && document.visibilityState === 'hidden') {
        source?.close();
    }
}

function open() {
    if (source && source.readyState !== EventSource.CLOSED) {
        return;
    }
    const what = new URLSearchParams(phones.map(phone => ['phone', phone]));
    if (phones.length > 0) {
        what.append('page', page);
    }
    source = new EventSource(`/simulator/events?${what}`);
    source.addEventListener('changed', event => announce(event.data));
    source.addEventListener('line', event => {
        const line = JSON.parse(event.data);
        document.body.dispatchEvent(new CustomEvent('phone:line', { detail: line }));
    });
    source.addEventListener('ready', () => {
        document.body.dataset.live = 'on';
        catchUp();
    });
}

document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') {
        open();
        catchUp();
    } else {
        rest();
    }
});
addEventListener('pagehide', () => {
    source?.close();
    if (phones.length > 0) {
        navigator.sendBeacon(`/simulator/pages/${page}/gone`);
    }
});
addEventListener('pageshow', open);
open();

// What changed on the server is announced to the parts of the page that show it; each asks again
// for itself. A hidden page hears nothing, and catches up when it is seen again; so does one that has
// just come, with what changed between its making and the first word. A page with phones on it
// listens even while it is hidden: they must ring.
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
    } else if (phones.length === 0) {
        source?.close();
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

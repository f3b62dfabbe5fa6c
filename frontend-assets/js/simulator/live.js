// What changed on the server is announced to the parts of the page that show it; each asks again
// for itself. A hidden page hears nothing, and catches up when it is seen again; so does one that has
// just come, with what changed between its making and the first word.
let source;

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
    source = new EventSource('/simulator/events');
    source.addEventListener('changed', event => announce(event.data));
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
        source?.close();
    }
});
addEventListener('pagehide', () => source?.close());
addEventListener('pageshow', open);
open();

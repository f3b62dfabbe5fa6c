// Keeps the page as things are: an element that says hx-trigger="live:row-7 from:body" asks the
// server again whenever the topic row-7 changed. The server only says that it did.
import { setTime } from './countdown.js';
import { mayComeLater, pauseAfter } from './patience.js';
import { reload } from './reload.js';
import { Stream } from './stream.js';
import { Tabs } from './tabs.js';

const LISTENERS = '[hx-trigger*="live:"]';
const TOPIC = /live:([^\s,]+)/g;
const EVERYTHING = 'all';
const { live: since, business } = document.body.dataset;
const csrf = document.querySelector('meta[name="csrf"]');

if (since) {
    follow(Number(since));
}

function follow(started) {
    const headers = {
        ...business && { 'X-Business': business },
        ...csrf && { [csrf.dataset.header]: csrf.content },
    };
    const tabs = new Tabs(`live-${business}`, new Stream(headers), started);
    const missed = new Set();
    const late = new Set();
    const unanswered = new Set();
    const underway = new Map();
    const resting = new Map();
    let wanted = new Set();
    let running = false;
    let state = 'off';

    tabs.addEventListener('changed', ({ detail }) => hear(detail));
    tabs.addEventListener('everything', catchUp);
    tabs.addEventListener('time', ({ detail }) => setTime(detail));
    tabs.addEventListener('ended', ({ detail }) => {
        state = 'off';
        show();
        reload(detail);
    });
    tabs.addEventListener('state', ({ detail }) => {
        state = detail;
        show();
    });

    /** Finds out what the page listens to, after its parts have changed. */
    function look(since) {
        const found = new Set(listeners().flatMap(topics));
        found.delete(EVERYTHING);
        const fresh = [...found].some(topic => !wanted.has(topic));
        wanted = found;
        if (!running) {
            running = true;
            tabs.want([...found], since);
            tabs.start();
        } else if (fresh) {
            tabs.want([...found], since);
        }
        show();
    }

    /** An answer under way may be older than this: what it brings has to ask again. */
    function hear(changed) {
        for (const { heard } of underway.values()) {
            changed.filter(topic => wanted.has(topic)).forEach(topic => heard.add(topic));
        }
        announce(changed);
    }

    function announce(changed) {
        const heard = changed.filter(topic => wanted.has(topic));
        const elements = heard.length > 0 ? listeners() : [];
        for (const topic of heard) {
            const concerned = elements.filter(element => topics(element).includes(topic));
            if (document.hidden && !concerned.some(element => element.closest('[data-live-always]'))) {
                missed.add(topic);
            } else if (concerned.some(isOccupied)) {
                late.add(topic);
            } else if (resting.has(topic)) {
                resting.set(topic, true);
            } else {
                dispatch(topic);
                rest(topic, Math.max(0, ...concerned.map(({ dataset }) => Number(dataset.liveRest ?? 0))));
            }
        }
    }

    /** What is dear to draw says data-live-rest="2000": not again before so many milliseconds are over. */
    function rest(topic, duration) {
        if (duration > 0) {
            resting.set(topic, false);
            setTimeout(() => {
                const again = resting.get(topic);
                resting.delete(topic);
                if (again) {
                    announce([topic]);
                }
            }, duration);
        }
    }

    function catchUp() {
        const all = listeners();
        const whole = all.filter(element => topics(element).includes(EVERYTHING));
        if (whole.length > 0) {
            dispatch(EVERYTHING);
        }
        const alone = all.filter(element => !whole.some(part => part.contains(element)));
        hear([...new Set(alone.flatMap(topics))]);
    }

    function again(topics) {
        const waiting = [...topics];
        topics.clear();
        announce(waiting);
    }

    // A part that asks already would not ask again; and what has just come in cannot hear at once.
    function isOccupied(element) {
        return element.closest('.htmx-added') || [...underway.values()].some(({ asking }) => asking === element);
    }

    function show() {
        const listening = document.querySelector(`main:is(${LISTENERS}), main ${LISTENERS}`);
        document.documentElement.dataset.stream = state;
        for (const sign of document.querySelectorAll('[data-live-state]')) {
            sign.hidden = !listening || state === 'off';
            sign.dataset.liveState = state;
            const word = state === 'lost' ? 'Reconnecting…' : 'Live';
            const place = sign.querySelector('[data-live-word]');
            if (place.textContent !== word) {
                place.textContent = word;
            }
        }
    }

    document.body.addEventListener('htmx:beforeSend', ({ detail: { xhr, elt } }) => {
        underway.set(xhr, { asking: elt, heard: new Set() });
        xhr.addEventListener('loadend', () => {
            underway.delete(xhr);
            setTimeout(again, 0, late);
        });
    });
    document.body.addEventListener('htmx:afterSwap', ({ target, detail }) => {
        const heard = underway.get(detail.xhr)?.heard ?? new Set();
        const brought = listeners().filter(element => target.contains(element)).flatMap(topics);
        brought.filter(topic => heard.has(topic)).forEach(topic => late.add(topic));
    });
    document.body.addEventListener('htmx:afterSettle', ({ detail }) => {
        look(Number(detail.xhr?.getResponseHeader('Live-Since')) || undefined);
        again(late);
    });

    // The stream may outlive a moment in which nothing else comes through; it will not say the same again.
    for (const failed of ['htmx:sendError', 'htmx:responseError']) {
        document.body.addEventListener(failed, ({ detail: { elt, xhr } }) => {
            if (elt.matches(LISTENERS) && mayComeLater(xhr)) {
                topics(elt).forEach(topic => unanswered.add(topic));
                setTimeout(askAgain, pauseAfter(elt));
            }
        });
    }

    function askAgain() {
        if (navigator.onLine) {
            again(unanswered);
        }
    }

    addEventListener('online', () => {
        tabs.awake();
        askAgain();
    });
    addEventListener('pagehide', () => tabs.stop());
    addEventListener('pageshow', event => {
        if (event.persisted) {
            tabs.start();
        }
    });
    document.addEventListener('visibilitychange', () => {
        tabs.awake();
        if (!document.hidden) {
            again(missed);
        }
    });

    look();
}

function listeners() {
    return [...document.querySelectorAll(LISTENERS)];
}

function topics(element) {
    return [...element.getAttribute('hx-trigger').matchAll(TOPIC)].map(([, topic]) => topic);
}

function dispatch(topic) {
    document.body.dispatchEvent(new CustomEvent(`live:${topic}`));
}

// What came in by itself and is not what stood there before lights up for a moment.
const before = new WeakMap();

document.body.addEventListener('htmx:beforeSwap', ({ detail }) => {
    if (detail.requestConfig.triggeringEvent?.type.startsWith('live:')) {
        before.set(detail.xhr, said(detail.elt));
    }
});

document.body.addEventListener('htmx:afterSettle', ({ detail }) => {
    const words = before.get(detail.xhr);
    const now = words !== undefined && detail.elt.id && document.getElementById(detail.elt.id);
    if (now && said(now) !== words) {
        now.classList.add('fresh');
        setTimeout(() => now.classList.remove('fresh'), 2000);
    }
});

function said(element) {
    const copy = element.cloneNode(true);
    copy.querySelectorAll('time').forEach(time => time.remove());
    return copy.textContent.replace(/\s+/g, ' ').trim();
}

// A conversation: what is typed stays until it is sent, the thread stays where one reads, and what
// was looked at is marked as read.
const MOST = 4096;
const TELL_FROM = 3800;
const NEAR = 80;
const DRAFT = 'draft-';

const thread = document.getElementById('thread');
const lines = () => document.getElementById('thread-lines');

if (thread) {
    converse(thread.closest('[data-contact]').dataset.contact);
}

function converse(contact) {
    const form = document.getElementById('composer-form');
    const text = document.getElementById('composer-text');
    const below = document.getElementById('thread-below');
    const draft = `${DRAFT}${document.body.dataset.business}-${contact}`;
    let sending;
    let before;

    // What is typed.
    if (!text.value) {
        text.value = kept(draft) ?? '';
    }
    grow();
    text.addEventListener('input', () => {
        keep(draft, text.value);
        grow();
    });
    text.addEventListener('keydown', event => {
        if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
            event.preventDefault();
            form.requestSubmit();
        }
    });
    document.body.addEventListener('htmx:beforeRequest', ({ detail }) => {
        if (detail.elt === form) {
            sending = text.value;
        }
    });
    // Whoever typed on meanwhile keeps what is new.
    document.body.addEventListener('htmx:afterSwap', () => {
        const ending = document.getElementById('composer-ending');
        const { sent, next } = ending?.dataset ?? {};
        if (sent === undefined) {
            return;
        }
        ending.removeAttribute('data-sent');
        if (next) {
            document.getElementById('composer-attempt').value = next;
        }
        if (sent === 'true') {
            text.value = text.value.startsWith(sending) ? text.value.slice(sending.length).trimStart() : text.value;
            keep(draft, text.value);
            grow();
            toEnd();
            htmx.trigger(lines(), 'refresh');
        } else {
            htmx.trigger(document.getElementById('composer-window'), 'over');
        }
    });

    // Which of the conversations it is, also where its row has renewed itself.
    document.body.addEventListener('htmx:afterSettle', () => {
        document.querySelector(`#conversation-${contact} > a`)?.setAttribute('aria-current', 'true');
    });

    // Where one reads.
    toStart();
    thread.addEventListener('merging', () => {
        before = { end: isAtEnd(), height: thread.scrollHeight, top: thread.scrollTop };
    });
    thread.addEventListener('merged', ({ detail: { added, wasMore } }) => {
        if (wasMore) {
            thread.scrollTop = before.top + thread.scrollHeight - before.height;
        } else if (before.end) {
            toEnd();
        } else if (added.some(line => line.dataset.incoming === 'true')) {
            below.hidden = false;
        }
        document.getElementById('thread-nothing')?.remove();
        look();
    });
    let end = isAtEnd();
    thread.addEventListener('scroll', () => {
        end = isAtEnd();
    }, { passive: true });
    // Where the composer grows, or the screen turns, what was read last stays in view.
    new ResizeObserver(() => end && toEnd()).observe(thread);
    thread.addEventListener('load', () => before?.end !== false && isNear(400) && toEnd(), true);
    thread.addEventListener('scroll', () => {
        if (isAtEnd()) {
            below.hidden = true;
            look();
        }
    }, { passive: true });
    below.addEventListener('click', () => toEnd());
    document.addEventListener('visibilitychange', look);
    addEventListener('focus', look);
    look();

    /** Tells that all was looked at, once for each new message. */
    function look() {
        const list = lines();
        const last = list.dataset.last;
        const heard = [...list.querySelectorAll('[data-incoming="true"]')].at(-1)?.dataset.message;
        if (!document.hidden && isAtEnd() && heard && last && list.dataset.read !== heard) {
            list.dataset.read = heard;
            htmx.ajax('POST', `/messages/${contact}/read`, { source: thread, swap: 'none', values: { to: last } })
                .catch(() => { delete list.dataset.read; });
        }
    }

    function toStart() {
        const unread = document.getElementById('thread-unread');
        if (unread) {
            unread.scrollIntoView({ block: 'center' });
        } else {
            toEnd();
        }
    }

    function toEnd() {
        thread.scrollTop = thread.scrollHeight;
    }

    function isAtEnd() {
        return isNear(NEAR);
    }

    function isNear(distance) {
        return thread.scrollHeight - thread.scrollTop - thread.clientHeight < distance;
    }

    function grow() {
        const left = MOST - [...text.value.trim()].length;
        const much = Math.abs(left) === 1 ? '1 character' : `${Math.abs(left)} characters`;
        text.rows = Math.min(8, Math.max(1, text.value.split('\n').length, Math.ceil(text.value.length / 60)));
        const place = document.getElementById('composer-left');
        const words = left < MOST - TELL_FROM ? left < 0 ? `${much} too many` : `${much} left` : '';
        if (place.textContent !== words) {
            place.textContent = words;
        }
        if (left < 0) {
            text.setAttribute('aria-invalid', 'true');
        } else {
            text.removeAttribute('aria-invalid');
        }
    }
}

function kept(key) {
    try {
        return localStorage.getItem(key);
    } catch {
        return null;
    }
}

function keep(key, value) {
    try {
        if (value) {
            localStorage.setItem(key, value);
        } else {
            localStorage.removeItem(key);
        }
    } catch {
        // Where nothing may be kept, the page keeps it.
    }
}

// Who signs out leaves nothing that was typed to whoever comes next.
document.addEventListener('submit', ({ target }) => {
    if (target.matches('[data-sign-out]')) {
        forgetDrafts();
    }
});

function forgetDrafts() {
    try {
        Object.keys(localStorage).filter(key => key.startsWith(DRAFT)).forEach(key => localStorage.removeItem(key));
    } catch {
        // Nothing was kept.
    }
}

// A picture that WhatsApp keeps no longer is told in words.
document.addEventListener('error', ({ target }) => {
    const place = target.closest?.('.chat-picture');
    if (place && target instanceof HTMLImageElement) {
        place.classList.add('chat-gone');
        target.replaceWith(Object.assign(document.createElement('span'), {
            textContent: 'This picture cannot be shown: WhatsApp keeps it no longer, or does not answer.',
        }));
    }
}, true);

// Lists that grow at both ends: [data-merge] takes over what came in line by line, so that whoever
// reads, listens or selects there is not disturbed. Each line has an id and a data-key, by which
// lines are in order, up or down; the answer holds all lines from data-from on.
document.body.addEventListener('htmx:beforeSwap', event => {
    const { target, xhr, requestConfig } = event.detail;
    if (!target?.matches?.('[data-merge]') || xhr.status !== 200) {
        return;
    }
    const page = new DOMParser().parseFromString(xhr.responseText, 'text/html');
    const came = page.getElementById(target.id);
    if (came) {
        event.detail.shouldSwap = false;
        merge(target, came, requestConfig.elt !== target);
        document.body.dispatchEvent(new CustomEvent('htmx:afterSettle', { detail: { xhr, elt: document.body } }));
    }
});

/** Takes over what is in {@code came}; a line that asks for more is replaced by what it brought. */
function merge(list, came, wasMore) {
    const down = list.dataset.merge === 'desc';
    const lines = [...came.children];
    list.dispatchEvent(new CustomEvent('merging', { bubbles: true }));
    if (wasMore) {
        list.querySelector(':scope > [data-key=""]')?.remove();
    }
    const more = lines.find(line => line.dataset.key === '');
    const fresh = lines.filter(line => line !== more).map(line => document.importNode(line, true));
    const ids = new Set(fresh.map(line => line.id));
    if (!wasMore) {
        prune(list, ids, came.dataset.from ?? '', down);
        if (came.dataset.last) {
            list.dataset.last = came.dataset.last;
        }
    }
    const added = fresh.filter(line => place(list, line, down));
    if (more && (wasMore || !list.querySelector(':scope > [data-key=""]') && list.childElementCount === fresh.length)) {
        const asks = document.importNode(more, true);
        down ? list.append(asks) : list.prepend(asks);
        htmx.process(asks);
    }
    list.dispatchEvent(new CustomEvent('merged', { bubbles: true, detail: { added, wasMore } }));
}

/** What is not there any more goes, as far as the answer reaches. */
function prune(list, ids, from, down) {
    for (const line of [...list.children]) {
        const { key, stays } = line.dataset;
        const within = from === '' || key >= from;
        if (key !== '' && stays === undefined && within && !ids.has(line.id)
                && !(line.id.startsWith('day-') && !down)) {
            line.remove();
        }
    }
}

/** Whether the line is new or reads differently now. */
function place(list, line, down) {
    const known = list.querySelector(`:scope > #${CSS.escape(line.id)}`);
    const stands = known && known.dataset.key === line.dataset.key && isInOrder(known, down);
    if (stands && same(known, line)) {
        return false;
    }
    if (stands) {
        known.replaceWith(line);
    } else {
        known?.remove();
        const next = [...list.children].find(other => other.dataset.key !== ''
            && (down ? other.dataset.key < line.dataset.key : other.dataset.key > line.dataset.key));
        const last = down ? list.querySelector(':scope > [data-key=""]') : null;
        list.insertBefore(line, next ?? last);
    }
    htmx.process(line);
    return !known;
}

/** A line that renewed itself may have another key than before. */
function isInOrder(line, down) {
    const [before, after] = [line.previousElementSibling?.dataset.key, line.nextElementSibling?.dataset.key];
    const follows = (one, other) => !one || !other || (down ? one >= other : one <= other);
    return follows(before, line.dataset.key) && follows(line.dataset.key, after);
}

function same(one, other) {
    return plain(one) === plain(other);
}

/** Countdowns tick, and htmx leaves marks of its own. */
function plain(line) {
    const copy = line.cloneNode(true);
    copy.querySelectorAll('time').forEach(time => {
        time.removeAttribute('data-over');
        if (time.dataset.until) {
            time.textContent = '';
        }
    });
    copy.querySelectorAll('[aria-current]').forEach(element => element.removeAttribute('aria-current'));
    for (const element of [copy, ...copy.querySelectorAll('[class]')]) {
        element.classList.remove('fresh', 'htmx-request', 'htmx-added', 'htmx-settling', 'htmx-swapping');
    }
    return copy.outerHTML.replace(/ class=""/g, '');
}

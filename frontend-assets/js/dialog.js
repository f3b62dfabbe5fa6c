// Dialogs and popovers: opened by what they are about, filled by the server, closed as everyone expects.
const dialog = document.getElementById('dialog');
const pop = document.getElementById('pop');
const GAP = 8;
const FIELD = ['input', 'select', 'textarea'].map(kind => `.dialog-body ${kind}:not([type="hidden"], :disabled)`).join();
let asker;
let opener;
let pressed;

// A selection that begins in a dialog may end beside it: only who presses there as well means to leave.
document.addEventListener('pointerdown', ({ target }) => { pressed = target; }, true);

document.addEventListener('click', event => {
    const target = event.target;
    const opener = target.closest?.('[data-open]');
    if (opener) {
        document.getElementById(opener.dataset.open)?.showModal();
    } else if (target.closest?.('[data-close]')) {
        const surrounding = target.closest('dialog, [popover]');
        surrounding instanceof HTMLDialogElement ? surrounding.close() : surrounding?.hidePopover();
    } else if (target instanceof HTMLDialogElement && target === pressed && target.open && isOutside(target, event)) {
        target.close();
    }
});

document.body.addEventListener('close-dialog', () => dialog.close());

dialog?.addEventListener('close', () => {
    dialog.replaceChildren();
    if (document.activeElement === document.body) {
        giveBack(opener, asker);
    }
});

// A form that was understood and yet not done is answered in the dialog too, with the reason.
document.body.addEventListener('htmx:beforeSwap', ({ detail }) => {
    const { target, xhr } = detail;
    if (target === dialog && (xhr.status === 409 || xhr.status === 502)
            && xhr.getResponseHeader('Content-Type')?.startsWith('text/html')) {
        detail.shouldSwap = true;
        detail.isError = false;
    }
});

document.body.addEventListener('htmx:beforeRequest', ({ detail }) => {
    if (detail.target === pop) {
        asker?.removeAttribute('aria-expanded');
        asker = detail.elt;
    } else if (detail.target === dialog && !dialog.open) {
        opener = detail.elt;
    }
});

// Whoever asks may stand in a row that is swapped as a whole; these two are filled.
document.body.addEventListener('htmx:beforeSwap', ({ detail }) => {
    if (detail.target === dialog || detail.target === pop) {
        detail.swapOverride = 'innerHTML';
    }
});

document.body.addEventListener('htmx:afterSwap', ({ detail }) => {
    if (detail.target === dialog && !dialog.open && dialog.childElementCount) {
        dialog.showModal();
        dialog.querySelector(FIELD)?.focus();
    } else if (detail.target === pop) {
        show();
    }
});

pop?.addEventListener('toggle', event => {
    if (event.newState === 'closed' && asker) {
        asker.removeAttribute('aria-expanded');
        if (document.activeElement === document.body || pop.contains(document.activeElement)) {
            giveBack(asker);
        }
    }
});

/** The focus returns to the first of them that can be seen, also where its row came in anew meanwhile. */
function giveBack(...askers) {
    askers.map(one => one?.isConnected ? one : one?.id && document.getElementById(one.id))
        .find(one => one?.checkVisibility?.())
        ?.focus();
}

function show() {
    if (!pop.matches(':popover-open')) {
        pop.showPopover();
    }
    asker.setAttribute('aria-expanded', 'true');
    settle();
    pop.focus({ preventScroll: true });
}

/** Below whoever asked, or above where there is more room. */
function settle() {
    if (!asker?.isConnected || !pop.matches(':popover-open')) {
        return;
    }
    const place = asker.getBoundingClientRect();
    const { width, height } = pop.getBoundingClientRect();
    const below = place.bottom + GAP;
    const fits = below + height <= innerHeight - GAP;
    pop.style.left = `${Math.round(Math.max(GAP, Math.min(place.left, innerWidth - width - GAP)))}px`;
    pop.style.top = `${Math.round(fits ? below : Math.max(GAP, place.top - GAP - height))}px`;
}

addEventListener('scroll', settle, { capture: true, passive: true });
addEventListener('resize', settle);

function isOutside(element, { clientX, clientY }) {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return clientX < left || clientX > right || clientY < top || clientY > bottom;
}

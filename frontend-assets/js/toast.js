// A short word about what just happened. Good news goes away by itself, bad news waits to be read.
const place = document.getElementById('toasts');
const SHOWN = 6000;

/** A link has an address and words. */
export function toast(text, tone = 'idle', link = undefined) {
    if (!place || !text) {
        return;
    }
    for (const shown of place.querySelectorAll('.toast-box')) {
        if (shown.querySelector('.toast-words').textContent === text) {
            shown.remove();
        }
    }
    const box = place.querySelector('template').content.firstElementChild.cloneNode(true);
    box.classList.add(`tone-${tone}`);
    box.querySelector('.toast-words').textContent = text;
    if (link) {
        const leads = Object.assign(document.createElement('a'), { href: link.address, textContent: link.words });
        leads.className = 'btn btn-s';
        box.querySelector('.toast-words').after(leads);
    }
    box.querySelector('button').addEventListener('click', () => dismiss(box));
    place.append(box);
    // Shown anew, it stands above a dialog that was opened meanwhile.
    if (place.matches(':popover-open')) {
        place.hidePopover();
    }
    place.showPopover();
    if (tone !== 'stop') {
        setTimeout(() => box.matches(':hover, :focus-within') || dismiss(box), SHOWN);
    }
}

function dismiss(box) {
    box.remove();
    if (!place.querySelector('.toast-box') && place.matches(':popover-open')) {
        place.hidePopover();
    }
}

document.body.addEventListener('toast', event => toast(event.detail.text, event.detail.tone));

const brought = place?.querySelector('[data-toast]');
if (brought) {
    toast(brought.textContent, brought.dataset.tone);
    brought.remove();
}

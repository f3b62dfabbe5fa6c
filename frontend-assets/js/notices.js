// What the browser may tell outside of the page: asked for in the menu of whoever is signed in, or where it would
// have been of use.
const place = document.querySelector('[data-notices]');
const button = place?.querySelector('button');

/** Whether this browser tells. */
export const isOn = () => 'Notification' in window && Notification.permission === 'granted';

/** Whether the question is still open. */
export const mayAsk = () => 'Notification' in window && Notification.permission === 'default';

export async function ask() {
    await Notification.requestPermission();
    show();
    return isOn();
}

/** The answer may have been changed in the settings of the browser meanwhile. */
function show() {
    if (!place || !('Notification' in window)) {
        return;
    }
    place.hidden = false;
    for (const answer of place.querySelectorAll('[data-when]')) {
        answer.hidden = answer.dataset.when !== Notification.permission;
    }
}

button?.addEventListener('click', async () => {
    await ask();
    place.querySelector('[data-when]:not([hidden])')?.focus();
});
document.getElementById('viewer-menu')?.addEventListener('beforetoggle', show);
show();

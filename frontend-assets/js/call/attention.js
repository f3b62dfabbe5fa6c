// Calls for an agent who looks elsewhere: at another window, or at another tab.
const PERIOD = 1000;
let flashing;
let title;
let note;

/** The title of the page changes between its own and these words until calm(). */
export function flash(words) {
    if (flashing) {
        return;
    }
    title = document.title;
    let shown = false;
    const change = () => {
        shown = !shown;
        document.title = shown ? words : title;
    };
    change();
    flashing = setInterval(change, PERIOD);
}

/** Whether the agent could be asked for notifications. */
export function mayAskToNotify() {
    return 'Notification' in window && Notification.permission === 'default';
}

export async function askToNotify() {
    return await Notification.requestPermission() === 'granted';
}

/** Outside of the page, where that was allowed. One for each call, however many tabs tell it. */
export function notify(words, text, call) {
    if (!('Notification' in window) || Notification.permission !== 'granted' || document.hasFocus()) {
        return;
    }
    try {
        note = new Notification(words, { body: text, tag: call, requireInteraction: true });
        note.addEventListener('click', () => {
            focus();
            note?.close();
        });
    } catch {
        // Browsers of telephones let only service workers do that.
    }
}

export function calm() {
    if (flashing) {
        clearInterval(flashing);
        flashing = undefined;
        document.title = title;
    }
    note?.close();
    note = undefined;
}

// Calls for an agent who looks elsewhere: at another window, or at another tab.
import { isOn } from '../notices.js';

const PERIOD = 1000;
const notes = new Set();
let flashing;
let title;
let said;

/** The title of the page changes between its own and these words, the latest, until calm(). */
export function flash(words) {
    said = words;
    if (flashing) {
        return;
    }
    title = document.title;
    let shown = false;
    const change = () => {
        shown = !shown;
        document.title = shown ? said : title;
    };
    change();
    flashing = setInterval(change, PERIOD);
}

/** Outside of the page, where that was allowed. One for each call, however many tabs tell it. */
export function notify(words, text, call) {
    if (!isOn() || document.hasFocus()) {
        return;
    }
    try {
        const note = new Notification(words, { body: text, tag: call, requireInteraction: true });
        notes.add(note);
        note.addEventListener('click', () => {
            focus();
            note.close();
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
    notes.forEach(note => note.close());
    notes.clear();
}

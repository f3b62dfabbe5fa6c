import { toast } from './toast.js';

const RELOADED = 'reloaded';
const ENOUGH = 30_000;
/** A page that is about to go has nothing to say any more. */
const UNDER_WAY = 5000;
const OTHER_BUSINESS = 409;

let begun = 0;

/**
 * Loads the page anew: the sign-in page follows, or the page as it is for the business one has
 * switched to. Not twice in a row, for then it would not help: then it is said instead.
 *
 * @param status what the server answered
 */
export function reload(status) {
    const now = Date.now();
    if (now - Number(sessionStorage.getItem(RELOADED)) > ENOUGH) {
        begun = now;
        sessionStorage.setItem(RELOADED, String(now));
        location.reload();
    } else if (now - begun > UNDER_WAY) {
        const address = location.href;
        if (status === OTHER_BUSINESS) {
            toast('Another business is open in this browser now. This page does not keep up any more.', 'stop',
                { address, words: 'Load it again' });
        } else {
            toast('You are signed out here. This page does not keep up any more.', 'stop', { address, words: 'Sign in' });
        }
    }
}

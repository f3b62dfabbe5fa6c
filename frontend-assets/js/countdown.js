// Ticks every <time data-until>, by the business time of the server, which a demo can move.
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let ahead = Date.parse(document.body.dataset.now) - Date.now() || 0;

/** Tells what business time it is on the server at this moment. */
export function setTime(now) {
    const told = Date.parse(now) - Date.now();
    // Smaller differences are the way that the answer took, and would make the clocks stumble.
    if (Math.abs(told - ahead) > 2 * SECOND) {
        ahead = told;
        tick();
    }
}

/** Business time in milliseconds. */
export function now() {
    return Date.now() + ahead;
}

/** Keep in step with Moments.words. */
export function words(left) {
    const [days, hours, minutes] = [left / DAY, (left % DAY) / HOUR, (left % HOUR) / MINUTE].map(Math.trunc);
    if (days > 0) {
        return hours === 0 ? `${days} d` : `${days} d ${hours} h`;
    }
    if (hours > 0) {
        return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
    }
    return minutes > 0 ? `${minutes} min` : `${Math.trunc(left / SECOND)} s`;
}

/** Keep in step with Moments.clock. */
export function clock(left) {
    if (left >= DAY) {
        return words(left);
    }
    const two = number => String(Math.trunc(number)).padStart(2, '0');
    return `${Math.trunc(left / HOUR)}:${two((left % HOUR) / MINUTE)}:${two((left % MINUTE) / SECOND)}`;
}

/** Keep in step with Moments.ago. */
function ago(age, then) {
    if (age < 0 || age >= HOUR) {
        return then;
    }
    return age < MINUTE ? 'just now' : `${Math.trunc(age / MINUTE)} min ago`;
}

function tick() {
    const moment = now();
    for (const element of document.querySelectorAll('time[data-since]')) {
        const text = ago(moment - Date.parse(element.dataset.since), element.dataset.then);
        if (element.textContent !== text) {
            element.textContent = text;
        }
    }
    for (const element of document.querySelectorAll('time[data-until]')) {
        const left = Date.parse(element.dataset.until) - moment;
        const text = (element.dataset.form === 'clock' ? clock : words)(Math.max(0, left));
        if (element.textContent !== text) {
            element.textContent = text;
        }
        if (left <= 0 && !('over' in element.dataset)) {
            element.dataset.over = '';
            element.dispatchEvent(new CustomEvent('over', { bubbles: true }));
        }
    }
}

document.body.addEventListener('htmx:beforeOnLoad', ({ detail }) => {
    const told = detail.xhr.getResponseHeader('Business-Time');
    if (told) {
        setTime(told);
    }
});

setInterval(tick, SECOND);
document.addEventListener('visibilitychange', tick);
tick();

// Keeps every <time data-zone> at the time of day in that zone, by the business time of the server.
import { now } from './countdown.js';

const forms = new Map();

function form(zone) {
    if (!forms.has(zone)) {
        forms.set(zone, new Intl.DateTimeFormat('en-GB', {
            weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone: zone,
        }));
    }
    return forms.get(zone);
}

// Keep in step with Portrait.
function tick() {
    for (const element of document.querySelectorAll('time[data-zone]')) {
        const text = form(element.dataset.zone).format(now()).replace(',', '');
        if (element.textContent !== text) {
            element.textContent = text;
        }
    }
}

setInterval(tick, 5000);
document.addEventListener('visibilitychange', tick);

// Times as this person's clock shows them; business time may run ahead of it.
let ahead = Date.parse(document.body.dataset.now) - Date.now();

const now = () => new Date(Date.now() + ahead);
const formats = {
    short: new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' }),
    seconds: new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    long: new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
    full: new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
};

function write(root) {
    for (const time of root.querySelectorAll('time[data-time]')) {
        const at = new Date(time.dateTime);
        const today = at.toDateString() === now().toDateString();
        const format = time.dataset.time === 'short' && !today ? 'long' : time.dataset.time;
        time.textContent = formats[format].format(at);
        time.title = formats.full.format(at);
    }
}

function tick() {
    for (const clock of document.querySelectorAll('[data-clock]')) {
        clock.textContent = formats.full.format(now());
        clock.dateTime = now().toISOString();
    }
    for (const timer of document.querySelectorAll('[data-since]')) {
        const seconds = Math.max(0, Math.floor((now() - Date.parse(timer.dataset.since)) / 1000));
        const two = part => String(part).padStart(2, '0');
        timer.textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
    }
}

document.body.addEventListener('htmx:afterSettle', () => {
    write(document);
    tick();
});
document.body.addEventListener('live:clock', async () => {
    const reading = await fetch('/simulator/clock').catch(() => undefined);
    if (reading?.ok) {
        ahead = Date.parse((await reading.json()).now) - Date.now();
        write(document);
        tick();
    }
});
write(document);
tick();
setInterval(tick, 1000);

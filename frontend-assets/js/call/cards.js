// What the telephone shows is drawn by the server, as templates; here they are found and filled.
export const panel = () => document.getElementById('softphone');

let drawn = 0;

/** A card of that kind, not yet in the page; several may stand there, and each is called by its own head. */
export function card(kind) {
    const shown = panel().querySelector(`template[data-card="${kind}"]`).content.firstElementChild.cloneNode(true);
    const head = shown.querySelector('h2');
    head.id = `softphone-title-${++drawn}`;
    shown.setAttribute('aria-labelledby', head.id);
    return shown;
}

export const act = (place, name) => place.querySelector(`[data-act="${name}"]`);
export const part = (place, name) => place.querySelector(`[data-part="${name}"]`);

/** Writes words into their place, if that changes anything. */
export function write(place, slot, text) {
    const element = place.querySelector(`[data-slot="${slot}"]`);
    if (element && element.textContent !== text) {
        element.textContent = text;
    }
}

/** Explains what is wrong with microphone or sound, or nothing; trying again is what the button does. */
export function explain(place, why, again) {
    const shown = place.querySelector('[data-help]');
    if (!shown || shown.dataset.why === (why ?? '')) {
        return;
    }
    shown.dataset.why = why ?? '';
    const help = why && panel().querySelector(`template[data-help="${why}"]`);
    shown.replaceChildren(...help ? [help.content.firstElementChild.cloneNode(true)] : []);
    shown.querySelector('[data-retry]')?.addEventListener('click', again);
}

/** How loud somebody is, from 0 to 1. */
export function measure(place, level) {
    const bars = place.querySelectorAll('[data-meter] i');
    bars.forEach((bar, index) => bar.classList.toggle('on', level * bars.length > index + 0.2));
}

/** The devices there are, as options. */
export function offer(select, devices) {
    const known = JSON.stringify(devices);
    if (!select || select.dataset.known === known) {
        return;
    }
    select.dataset.known = known;
    select.replaceChildren(...devices.map(({ id, name, used }) => new Option(name, id, used, used)));
    select.disabled = devices.length < 2;
}

/** Says it to those who do not see it: at once where it is urgent. */
export function say(words, urgent = false) {
    const place = panel()?.querySelector(urgent ? '[data-shouts]' : '[data-says]');
    if (place) {
        place.textContent = words;
    }
}

// The telephone that every page has. One tab holds a call; all of them ring, and show what goes on.
import { Call } from './call.js';
import { act, card, explain, measure, offer, panel, part, say, write } from './cards.js';
import { calm, flash, notify, withdraw } from './attention.js';
import { now } from '../countdown.js';
import { held, ringAlone } from './holder.js';
import { NoMicrophone } from './microphone.js';
import { ask as askToNotify, mayAsk as mayAskToNotify } from '../notices.js';
import * as line from './signalling.js';
import { toast } from '../toast.js';
import * as tones from './tones.js';
import { watch } from './dialog.js';

const REMEMBERED = 'call';
const UNTOUCHED = 300;
const ORPHANED = 1500;
/** Until the server has noticed that somebody is here, nothing rings for them. */
const PRESENT = 2500;
const FIRST_RETRY = 1000;
const LONGEST_RETRY = 15_000;
/** One thing at a time, as in chat.css. */
const NARROW = '(max-width: 52rem)';

const ringing = new Map();
const silenced = new Set();
let accepting;
let call;
let clock;
let elsewhere;
let over;
let ring;
let asking = false;
let again = false;
let failures = 0;
let retry;
let since;
let telephone;

start();

function start() {
    if (!document.body.dataset.business) {
        return;
    }
    document.body.addEventListener('htmx:afterSettle', found);
    document.body.addEventListener('htmx:afterSwap', place);
    document.getElementById('dialog')?.addEventListener('close', place);
    watch(taken);
    addEventListener('online', look);
    addEventListener('pageshow', event => event.persisted && location.reload());
    addEventListener('pagehide', leave);
    addEventListener('beforeunload', event => call && event.preventDefault());
    document.addEventListener('click', stay, true);
    document.addEventListener('keydown', escape);
    found();
}

/** The panel has come in: from now on it can ring. */
function found() {
    const { account } = panel()?.dataset ?? {};
    if (account) {
        document.body.removeEventListener('htmx:afterSettle', found);
        document.body.addEventListener(`live:calls-${account}`, look);
        makeRoom(panel().querySelector('[data-cards]'));
        remember();
        look();
        setTimeout(look, PRESENT);
    }
}

/** Where there is no place beside it, a page can leave as much free as the cards take. */
function makeRoom(cards) {
    new ResizeObserver(() => {
        const taken = cards.childElementCount > 0 ? `calc(${cards.offsetHeight}px + 1rem)` : '0rem';
        document.documentElement.style.setProperty('--telephone', taken);
    }).observe(cards);
}

/** A dialog makes all that stands outside of it unreachable; a telephone must stay within reach. */
function place() {
    const host = document.querySelector('dialog:modal') ?? document.body;
    telephone = panel() ?? telephone;
    if (telephone?.dataset.account && telephone.parentElement !== host) {
        host.append(telephone);
    }
}

/* ---- what the server knows ---- */

async function look() {
    if (asking) {
        again = true;
        return;
    }
    asking = true;
    clearTimeout(retry);
    try {
        do {
            again = false;
            call?.look();
            show(await line.mine());
        } while (again);
        failures = 0;
    } catch (refused) {
        if (!(refused instanceof line.Refused)) {
            throw refused;
        }
        // What it was told of is not told again.
        if (refused.silent || refused.status >= 500) {
            retry = setTimeout(look, Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** failures++));
        }
    } finally {
        asking = false;
    }
}

function show({ ringing: calls = [], current }) {
    const wanted = calls.filter(({ id }) => !silenced.has(id) && call?.id !== id);
    for (const id of ringing.keys()) {
        if (!wanted.some(view => view.id === id) && id !== accepting) {
            forget(id);
        }
    }
    for (const view of wanted) {
        if (!ringing.has(view.id)) {
            ringing.set(view.id, drawRinging(view));
        }
    }
    attend(wanted);
    showElsewhere(current && !call && current.id !== accepting && current.state !== 'ended' ? current : undefined);
}

function add(shown) {
    panel().querySelector('[data-cards]').prepend(shown);
    place();
}

/* ---- somebody calls ---- */

function drawRinging(view) {
    performance.mark('call-ringing');
    const shown = card('ringing');
    shown.dataset.call = view.id;
    person(shown, view);
    write(shown, 'ours', view.number.name);
    act(shown, 'accept').addEventListener('click', () => accept(view, shown));
    act(shown, 'decline').addEventListener('click', () => decline(view, shown));
    act(shown, 'silence').addEventListener('click', () => silence(view.id));
    offerNotices(shown);
    shown.tabIndex = -1;
    add(shown);
    say(`${view.contact.name} is calling.`, true);
    if (document.activeElement === document.body) {
        shown.focus({ preventScroll: true });
    }
    notify(`${view.contact.name} is calling`, view.number.name, view.id);
    return shown;
}

/** Sound, title and notification go on as long as something rings. */
function attend(wanted) {
    if (wanted.length === 0 || call) {
        ring?.abort();
        ring = undefined;
        calm();
        return;
    }
    flash(`${wanted[0].contact.name} is calling`);
    if (!ring) {
        ring = new AbortController();
        const { signal } = ring;
        signal.addEventListener('abort', () => tones.ring.stop());
        const begin = () => !signal.aborted && ringAlone(signal, () => tones.ring.start());
        // A tab that nobody has touched may not sound: let others go first.
        setTimeout(begin, navigator.userActivation?.hasBeenActive === false ? UNTOUCHED : 0);
    }
}

async function accept(view, shown) {
    if (accepting) {
        return;
    }
    accepting = view.id;
    busy(shown, 'accept', true);
    explain(shown, undefined);
    tones.ring.stop();
    try {
        taken(await Call.accept(view));
        forget(view.id);
    } catch (failure) {
        if (failure instanceof NoMicrophone) {
            explain(shown, failure.why, () => accept(view, shown));
        } else if (failure instanceof line.Refused) {
            toast(failure.message, 'stop');
        } else {
            throw failure;
        }
    } finally {
        accepting = undefined;
        busy(shown, 'accept', false);
        look();
    }
}

async function decline(view, shown) {
    busy(shown, 'decline', true);
    try {
        await line.reject(view.id);
    } catch (refused) {
        toast(refused.message, 'stop');
    }
    silence(view.id);
}

function silence(id) {
    silenced.add(id);
    forget(id);
    look();
}

function forget(id) {
    const shown = ringing.get(id);
    ringing.delete(id);
    withdraw(id);
    const focused = shown?.contains(document.activeElement);
    shown?.remove();
    if (focused) {
        document.getElementById('content')?.focus({ preventScroll: true });
    }
    if (ringing.size === 0) {
        attend([]);
    }
}

/* ---- a call that this tab holds ---- */

function taken(begun) {
    call = begun;
    sessionStorage.setItem(REMEMBERED, call.id);
    attend([]);
    close();
    showElsewhere(undefined);
    const shown = drawRunning();
    call.addEventListener('changed', () => update(shown));
    call.addEventListener('devices', () => devices(shown));
    call.addEventListener('level', ({ detail }) => measure(shown, detail));
    call.addEventListener('over', () => ended(shown), { once: true });
    if (call.over) {
        ended(shown);
        return;
    }
    clock = setInterval(() => tick(shown), 500);
    update(shown);
    devices(shown);
}

function drawRunning() {
    const shown = card('running');
    shown.dataset.call = call.id;
    person(shown, call.view);
    act(shown, 'hang-up').addEventListener('click', () => {
        busy(shown, 'hang-up', true);
        call?.hangUp();
    });
    act(shown, 'mute').addEventListener('click', () => {
        call.muted = !call.muted;
        say(call.muted ? 'You are muted.' : 'You are heard again.');
    });
    act(shown, 'keypad').addEventListener('click', ({ currentTarget }) => {
        const keypad = part(shown, 'keypad');
        keypad.hidden = !keypad.hidden;
        currentTarget.setAttribute('aria-expanded', String(!keypad.hidden));
    });
    part(shown, 'keypad').addEventListener('click', ({ target }) => press(shown, target.dataset.key));
    part(shown, 'keypad').addEventListener('keydown', ({ key, ctrlKey, metaKey, altKey }) => {
        if (!ctrlKey && !metaKey && !altKey && /^[0-9*#]$/.test(key)) {
            press(shown, key);
        }
    });
    act(shown, 'fold').addEventListener('click', () => fold(shown));
    if (matchMedia(NARROW).matches && document.querySelector('main.chat-reading')) {
        fold(shown);
    }
    shown.querySelector('[data-microphones]').addEventListener('change', ({ target }) => changeMicrophone(shown, target));
    shown.querySelector('[data-speakers]').addEventListener('change', ({ target }) => changeSpeaker(target));
    add(shown);
    shown.tabIndex = -1;
    shown.focus({ preventScroll: true });
    return shown;
}

/** Shows less of it, or all again. */
function fold(shown) {
    const folded = shown.classList.toggle('softphone-folded');
    const button = act(shown, 'fold');
    button.setAttribute('aria-expanded', String(!folded));
    button.setAttribute('aria-label', folded ? 'More' : 'Less');
}

function press(shown, key) {
    if (!key || !call) {
        return;
    }
    tones.key(key);
    if (call.press(key)) {
        write(shown, 'typed', shown.querySelector('[data-slot="typed"]').textContent + key);
    } else {
        say('The other side takes no tones.', true);
    }
}

async function changeMicrophone(shown, { value }) {
    try {
        await call.microphone.choose(value);
    } catch (failure) {
        if (!(failure instanceof NoMicrophone)) {
            throw failure;
        }
        explain(shown, failure.why, () => call.speakAgain());
    }
}

async function changeSpeaker({ value }) {
    try {
        await call.speaker(value);
    } catch {
        toast('This speaker does not answer. Choose another one.', 'stop');
    }
}

async function devices(shown) {
    if (!call) {
        return;
    }
    offer(shown.querySelector('[data-microphones]'), await call.microphone.all());
    if ('setSinkId' in HTMLMediaElement.prototype) {
        const all = await navigator.mediaDevices.enumerateDevices();
        const speakers = all.filter(({ kind, deviceId }) => kind === 'audiooutput' && deviceId)
            .map(({ deviceId, label }, index) => ({ id: deviceId, name: label || `Speaker ${index + 1}`, used: index === 0 }));
        part(shown, 'speakers').hidden = speakers.length < 2;
        const select = shown.querySelector('[data-speakers]');
        if (select.options.length !== speakers.length) {
            offer(select, speakers);
        }
    }
}

function update(shown) {
    if (!call) {
        return;
    }
    const { direction, state } = call.view;
    const words = {
        dialling: 'Calling…', calling: 'Calling…', claimed: 'Connecting…', connected: 'Connected',
        ringing: direction === 'outgoing' ? 'Ringing…' : 'Connecting…',
    }[state] ?? 'Calling…';
    if (state === 'connected') {
        since ??= Date.now() - Math.max(0, now() - Date.parse(call.view.picked_up_at ?? new Date(now())));
    }
    const before = shown.dataset.state;
    shown.dataset.state = state;
    if (direction === 'outgoing' && state === 'ringing') {
        tones.ringback.start();
    } else {
        tones.ringback.stop();
    }
    write(shown, 'state', words);
    if (before !== state) {
        say(state === 'connected' ? `Connected with ${call.view.contact.name}.` : words);
    }
    const mute = act(shown, 'mute');
    mute.setAttribute('aria-pressed', String(call.muted));
    write(shown, 'mute', call.muted ? 'Unmute' : 'Mute');
    const trouble = part(shown, 'trouble');
    const said = call.weak ? 'Weak connection: the sound is cut off at the moment.'
        : call.muted && state === 'connected' ? 'You are muted.' : '';
    trouble.hidden = !said;
    write(shown, 'trouble', said);
    explain(shown, call.trouble ?? (call.soundless ? 'soundless' : undefined),
        () => call.trouble ? call.speakAgain() : call.listen());
    tick(shown);
}

function tick(shown) {
    if (since !== undefined) {
        write(shown, 'timer', lasted(Date.now() - since));
    }
}

/** Such as 2:05 or 1:00:07. */
function lasted(millis) {
    const seconds = Math.max(0, Math.trunc(millis / 1000));
    const two = number => String(number).padStart(2, '0');
    const hours = Math.trunc(seconds / 3600);
    const minutes = Math.trunc(seconds / 60) % 60;
    return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

function ended(shown) {
    const { view, words } = call;
    const focused = shown.contains(document.activeElement) || document.activeElement === document.body;
    clearInterval(clock);
    tones.ringback.stop();
    tones.hungUp();
    const talked = since === undefined ? undefined : Date.now() - since;
    since = undefined;
    call = undefined;
    sessionStorage.removeItem(REMEMBERED);
    shown.remove();
    drawOver(view, words, talked, focused);
    look();
}

/* ---- after a call ---- */

function drawOver(view, words, talked, focused) {
    close();
    const shown = over = card('over');
    shown.dataset.call = view.id;
    person(shown, view);
    write(shown, 'words', words ?? 'The call is over.');
    write(shown, 'lasted', talked === undefined ? '' : lasted(talked));
    act(shown, 'close').addEventListener('click', close);
    const form = shown.querySelector('[data-note]');
    form.addEventListener('submit', event => save(event, view.id));
    offerNotices(shown);
    add(shown);
    say(words ?? 'The call is over.');
    if (focused) {
        shown.querySelector('h2').focus({ preventScroll: true });
    }
}

async function save(event, id) {
    event.preventDefault();
    const form = event.target;
    const wrong = form.querySelector('[data-error]');
    const button = form.querySelector('button');
    if (button.hasAttribute('aria-busy')) {
        return;
    }
    button.setAttribute('aria-busy', 'true');
    wrong.hidden = true;
    try {
        const said = new FormData(form);
        await line.note(id, { note: said.get('note').trim(), tag: said.get('tag') ?? '' });
        close();
        toast('Saved in the call log.', 'info');
    } catch (refused) {
        wrong.textContent = refused.message;
        wrong.hidden = false;
    } finally {
        button.removeAttribute('aria-busy');
    }
}

function close() {
    const focused = over?.contains(document.activeElement);
    over?.remove();
    over = undefined;
    if (focused) {
        document.getElementById('content')?.focus({ preventScroll: true });
    }
}

/**
 * A call that this tab held before the page was loaded anew has ended with it. The copy of a tab remembers as much as
 * the tab itself, where the call goes on.
 */
async function remember() {
    const id = sessionStorage.getItem(REMEMBERED);
    if (!id) {
        return;
    }
    sessionStorage.removeItem(REMEMBERED);
    try {
        const view = await line.find(id);
        if (view.state !== 'ended' && await held()) {
            return;
        }
        const gone = view.state === 'ended' ? view : await line.hangUp(id);
        drawOver(gone, 'You left the page, and so the call ended.', undefined, false);
    } catch (refused) {
        if (!(refused instanceof line.Refused)) {
            throw refused;
        }
    }
}

/* ---- a call that another tab holds ---- */

async function showElsewhere(view) {
    if (elsewhere && elsewhere.dataset.call !== view?.id) {
        elsewhere.remove();
        elsewhere = undefined;
    }
    if (!view || elsewhere) {
        return;
    }
    const shown = elsewhere = card('elsewhere');
    shown.dataset.call = view.id;
    person(shown, view);
    act(shown, 'hang-up').addEventListener('click', async () => {
        busy(shown, 'hang-up', true);
        await line.hangUp(view.id).catch(refused => toast(refused.message, 'stop'));
        look();
    });
    add(shown);
    await new Promise(later => setTimeout(later, ORPHANED));
    if (elsewhere === shown) {
        part(shown, 'orphan').hidden = await held();
    }
}

/* ---- the page ---- */

/** A page that holds a call stays; where a link leads opens beside it. */
function stay(event) {
    const link = call && event.target.closest?.('a[href]');
    if (link && !link.target && !link.hasAttribute('hx-get') && !link.hasAttribute('download')
            && !link.getAttribute('href').startsWith('#')) {
        link.target = '_blank';
        setTimeout(() => link.removeAttribute('target'));
    }
}

function leave() {
    call?.leave();
}

function escape({ key, target }) {
    const shown = key === 'Escape' && target.closest?.('.softphone-ringing');
    if (shown) {
        silence(shown.dataset.call);
    }
}

function person(shown, { contact }) {
    write(shown, 'name', contact.name);
    write(shown, 'theirs', contact.number === contact.name ? '' : contact.number);
}

function offerNotices(shown) {
    const place = part(shown, 'notify');
    place.hidden = !mayAskToNotify();
    act(shown, 'notify').addEventListener('click', async () => {
        place.hidden = true;
        if (await askToNotify()) {
            toast('From now on your browser tells you of calls.', 'info');
        }
    });
}

function busy(shown, name, is) {
    const button = act(shown, name);
    if (is) {
        button.setAttribute('aria-busy', 'true');
    } else {
        button.removeAttribute('aria-busy');
    }
}

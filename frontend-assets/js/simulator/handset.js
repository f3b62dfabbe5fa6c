// Phones that are heard. The server tells how the call of a phone stands, always the whole of it;
// each handset then does what is missing: rings, answers the offer, speaks, falls silent.
import { page } from './live.js';
import { Peer } from './peer.js';
import { greeting, heard, ring, silence, wait } from './sounds.js';

// Meta's app gives up when it hears nothing of the business for so long, in milliseconds.
const NOTHING_AT_FIRST = 20_000;
const NOTHING_ANY_MORE = 30_000;
const NO_MEDIA = 138021;
const MOST_KEYS = 24;

const handsets = new Map();

/** The microphone's track, or silence where there is none or it may not be used. */
async function microphone() {
    try {
        const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
        return stream.getAudioTracks()[0];
    } catch {
        return Object.assign(silence(), { isSilence: true });
    }
}

class Handset {
    #article;
    #base;
    #line = {};
    #peer;
    #callOfPeer;
    #voice;
    #speaks;
    #muted = false;
    #tone;
    #sounding;
    #stats = null;
    #lastIn = { packets: 0, at: 0 };
    #answering = Promise.resolve();
    #keys = '';

    constructor(article) {
        this.#article = article;
        this.#base = `/simulator/phones/${article.dataset.handset}`;
        setInterval(() => this.#measure(), 1000);
    }

    /** Whether sound would be lost with this page. */
    get talks() {
        return this.#peer !== undefined && this.#line.page === page;
    }

    get stats() {
        return this.#stats;
    }

    /** How the phone's call stands now. */
    take({ call }) {
        this.#line = call ?? {};
        this.#article.toggleAttribute('data-busy', call !== undefined);
        this.#sound();
        if (this.#callOfPeer && this.#callOfPeer !== this.#line.id) {
            this.#hangUp();
        }
        if (this.#line.offer && this.#callOfPeer !== this.#line.id) {
            this.#answering = this.#answer(this.#line);
        }
        this.draw();
        if (this.#line.page !== page) {
            return;
        }
        if (this.#line.by === 'person') {
            this.#callOfPeer ??= this.#line.id;
            if (this.#line.answer) {
                this.#peer?.hear(this.#line.answer).catch(() => this.#hangUp());
            }
        } else if (this.#line.state === 'CONNECTED') {
            this.#speak();
        }
    }

    /** What a call needs of this page before it is asked for. */
    async prepare(form) {
        if (form.matches('[data-answers]')) {
            await this.#answering;
            if (this.#line.page === page) {
                this.#voice ??= await microphone();
            }
            return;
        }
        form.elements.offer.value = '';
        this.#hangUp();
        this.#peer = new Peer(key => this.#pressed(key));
        this.#voice = await microphone();
        form.elements.offer.value = await this.#peer.offer(this.#voice);
        form.elements.page.value = page;
    }

    /** The call that was prepared is not made. */
    refused() {
        if (!this.#callOfPeer) {
            this.#hangUp();
        }
    }

    mute() {
        this.#muted = !this.#muted;
        this.#peer?.mute(this.#muted);
        this.draw();
    }

    /** Writes into the part that has just been drawn anew. */
    draw() {
        const button = this.#article.querySelector('[data-mute]');
        const text = this.#article.querySelector('[data-sound]');
        const quiet = this.#article.querySelector('[data-quiet]');
        const keys = this.#article.querySelector('[data-keys]');
        if (keys) {
            keys.hidden = this.#keys === '';
            keys.querySelector('strong').textContent = this.#keys;
        }
        if (button) {
            button.hidden = !this.#peer || this.#line.voicemail === true;
            button.setAttribute('aria-pressed', this.#muted);
        }
        if (quiet) {
            quiet.hidden = heard();
        }
        if (text) {
            text.textContent = this.#words();
            text.dataset.in = this.#stats?.in ?? 0;
            text.dataset.out = this.#stats?.out ?? 0;
        }
    }

    #words() {
        if (this.#stats && !this.#line.rings) {
            const flow = `Sound: ${this.#stats.inRate} packets/s in, ${this.#stats.outRate} out`;
            return this.#voice?.isSilence ? `${flow}. Without microphone they hear silence.` : flow;
        }
        if (this.#line.page && this.#line.page !== page) {
            return 'Another open page of this phone has the sound of this call.';
        }
        if (this.#line.by !== 'business' || this.#line.page || this.#line.offer) {
            return '';
        }
        return this.#line.state === 'CONNECTED'
            ? 'This call has no sound: no open page of this phone took it up in time.'
            : this.#line.rings ? 'This call has no sound.' : '';
    }

    /** A key that the business pressed. */
    #pressed(key) {
        this.#keys = (this.#keys + key).slice(-MOST_KEYS);
        this.draw();
    }

    #sound() {
        const calls = this.#line.by === 'person' && this.#line.state === 'RINGING';
        const wanted = this.#line.rings ? ring : calls && this.#line.page === page ? wait : null;
        if (wanted !== this.#sounding) {
            this.#tone?.();
            this.#tone = wanted?.();
            this.#sounding = wanted;
            this.#article.dataset.sounds = this.#line.rings ? 'ring' : wanted ? 'wait' : '';
        }
    }

    async #answer({ id, offer }) {
        this.#hangUp();
        const peer = new Peer(key => this.#pressed(key));
        this.#peer = peer;
        this.#callOfPeer = id;
        const answer = await peer.answer(offer).catch(() => null);
        const reply = await this.#post('line', { page, call: id, answer }).catch(() => undefined);
        if (this.#peer === peer && (answer === null || !reply?.ok)) {
            this.#hangUp();
            this.#callOfPeer = id;
        }
    }

    async #speak() {
        if (!this.#peer || this.#speaks) {
            return;
        }
        this.#speaks = true;
        this.#lastIn = { packets: 0, at: performance.now() };
        const peer = this.#peer;
        const track = this.#line.voicemail ? greeting() : this.#voice ?? await microphone();
        if (this.#peer === peer) {
            this.#voice = track;
            await peer.speak(track);
            peer.mute(this.#muted);
            this.draw();
        } else {
            track.stop();
        }
    }

    #hangUp() {
        this.#peer?.close();
        this.#peer = undefined;
        this.#callOfPeer = undefined;
        this.#voice?.stop();
        this.#voice = undefined;
        this.#speaks = false;
        this.#muted = false;
        this.#stats = null;
        this.#keys = '';
    }

    async #measure() {
        const peer = this.#peer;
        const stats = await peer?.stats();
        if (!stats || peer !== this.#peer || this.#line.page !== page) {
            return;
        }
        this.#stats = stats;
        this.draw();
        this.#missMedia();
    }

    #missMedia() {
        const now = performance.now();
        if (this.#line.state !== 'CONNECTED' || this.#stats.in > this.#lastIn.packets) {
            this.#lastIn = { packets: this.#stats.in, at: now };
            return;
        }
        const patience = this.#stats.in === 0 ? NOTHING_AT_FIRST : NOTHING_ANY_MORE;
        if (now - this.#lastIn.at > patience) {
            this.#lastIn.at = now;
            this.#post('fail', { code: NO_MEDIA }).catch(() => undefined);
        }
    }

    #post(act, words) {
        return fetch(`${this.#base}/${act}`, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(words),
        });
    }
}

for (const article of document.querySelectorAll('[data-handset]')) {
    handsets.set(article.dataset.handset, new Handset(article));
}

const of = element => handsets.get(element.closest('[data-handset]')?.dataset.handset);

document.body.addEventListener('phone:line', event => {
    handsets.get(event.detail.phone)?.take(event.detail);
});
document.body.addEventListener('htmx:confirm', event => {
    const element = event.detail.elt;
    if (of(element) && element.matches('[data-answers], [data-dials]')) {
        event.preventDefault();
        of(element).prepare(element)
            .catch(() => undefined)
            .then(() => event.detail.issueRequest(true));
    }
});
document.body.addEventListener('htmx:afterRequest', event => {
    if (event.detail.elt.matches('[data-dials]') && event.detail.xhr?.status !== 200) {
        of(event.detail.elt)?.refused();
    }
});
for (const drawn of ['htmx:afterSettle', 'phone:heard']) {
    document.body.addEventListener(drawn, () => handsets.forEach(handset => handset.draw()));
}
document.body.addEventListener('click', event => {
    if (event.target.closest('[data-mute]')) {
        of(event.target)?.mute();
    }
});

addEventListener('beforeunload', event => {
    // Browsers ask nobody who has not touched the page, and complain.
    const touched = navigator.userActivation?.hasBeenActive ?? true;
    if (touched && [...handsets.values()].some(handset => handset.talks)) {
        event.preventDefault();
    }
});

/** What flows, for people with a console and for tests: of one phone, or of any with sound. */
window.assentPhone = {
    stats: key => key
        ? handsets.get(key)?.stats ?? null
        : [...handsets.values()].map(one => one.stats).find(one => one) ?? null,
};

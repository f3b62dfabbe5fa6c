// The dialog before a call: it finds the microphone and gets everything ready, so that a click only has to dial.
import { Call } from './call.js';
import { explain, measure, offer as list } from './cards.js';
import { Microphone, NoMicrophone } from './microphone.js';
import { Peer } from './peer.js';
import { Refused } from './signalling.js';

const dialog = document.getElementById('dialog');
const NONE = [{ id: '', name: 'None', used: true }];

class BeforeCall {
    #form;
    #called;
    #microphone;
    #peer;
    #offer;
    #dialling = false;
    #preparing = false;
    #stop = new AbortController();

    constructor(form, called) {
        this.#form = form;
        this.#called = called;
        const { signal } = this.#stop;
        form.addEventListener('submit', event => this.#dial(event), { signal });
        form.querySelector('[data-microphones]')?.addEventListener('change', event => this.#choose(event), { signal });
        for (const change of ['online', 'offline']) {
            addEventListener(change, () => this.#prepareAnew(), { signal });
        }
        this.look();
    }

    get form() {
        return this.#form;
    }

    /** The verdict may have changed. Nobody is asked for a microphone who may not call. */
    look() {
        if (this.#possible && !this.#offer && !this.#preparing) {
            this.#prepare();
        } else if (!this.#possible && !this.#dialling && !this.#preparing) {
            this.#release();
        }
        this.#show();
    }

    /** Gives back what was got ready and is not needed. */
    close() {
        this.#stop.abort();
        this.#release();
    }

    #release() {
        this.#drop();
        this.#microphone?.close();
        this.#microphone = undefined;
    }

    get #possible() {
        return this.#form.querySelector('#call-verdict')?.dataset.possible === 'true';
    }

    get #button() {
        return this.#form.querySelector('[data-call-now]');
    }

    async #prepare() {
        this.#preparing = true;
        try {
            if (!navigator.onLine) {
                throw new NoMicrophone('offline');
            }
            const microphone = this.#microphone ??= this.#listenTo(new Microphone());
            const track = microphone.track ?? await microphone.open();
            if (this.#stop.signal.aborted) {
                return;
            }
            explain(this.#form, undefined);
            const peer = new Peer(track);
            this.#peer = peer;
            const offer = await peer.offer();
            if (this.#peer === peer) {
                this.#offer = offer;
            }
        } catch (failure) {
            explain(this.#form, failure instanceof NoMicrophone ? failure.why : 'busy', () => this.#prepareAnew());
            list(this.#form.querySelector('[data-microphones]'), NONE);
        } finally {
            this.#preparing = false;
            this.#show();
        }
    }

    #prepareAnew() {
        if (!this.#dialling && !this.#preparing) {
            this.#drop();
            this.look();
        }
    }

    #drop() {
        this.#peer?.close();
        this.#peer = undefined;
        this.#offer = undefined;
    }

    #listenTo(microphone) {
        const { signal } = this.#stop;
        microphone.addEventListener('changed', async ({ detail }) => {
            await this.#peer?.change(detail);
            explain(this.#form, undefined);
            this.#show();
            list(this.#form.querySelector('[data-microphones]'), await microphone.all());
        }, { signal });
        microphone.addEventListener('devices', async () => {
            if (!microphone.track) {
                this.#prepareAnew();
            } else {
                list(this.#form.querySelector('[data-microphones]'), await microphone.all());
            }
        }, { signal });
        microphone.addEventListener('gone', () => {
            explain(this.#form, 'missing', () => this.#prepareAnew());
            this.#show();
        }, { signal });
        microphone.addEventListener('level', ({ detail }) => measure(this.#form, detail), { signal });
        return microphone;
    }

    async #choose({ target }) {
        try {
            await this.#microphone.choose(target.value);
        } catch (failure) {
            explain(this.#form, failure instanceof NoMicrophone ? failure.why : 'busy', () => this.#prepareAnew());
        }
    }

    #show() {
        const button = this.#button;
        if (!button) {
            return;
        }
        const ready = Boolean(this.#offer && this.#microphone?.track) && !this.#dialling;
        const fresh = button.disabled && ready;
        button.disabled = !ready && !this.#dialling;
        if (this.#dialling) {
            button.setAttribute('aria-busy', 'true');
        } else {
            button.removeAttribute('aria-busy');
        }
        if (fresh && this.#possible && this.#isIdle()) {
            button.focus();
        }
    }

    /** Whether the agent has not gone anywhere in the dialog yet. */
    #isIdle() {
        const focused = document.activeElement;
        return focused === document.body || focused === dialog || focused.matches('[data-close]');
    }

    async #dial(event) {
        event.preventDefault();
        if (this.#dialling || !this.#offer) {
            return;
        }
        performance.mark('call-click');
        this.#dialling = true;
        this.#complain('');
        this.#show();
        const form = this.#form;
        try {
            const call = await Call.dial({
                contact: form.dataset.contact,
                number: form.elements.number.value,
                confirmed: Boolean(form.elements.confirmed?.checked),
            }, { peer: this.#peer, offer: this.#offer, microphone: this.#microphone });
            this.#peer = undefined;
            this.#offer = undefined;
            this.#microphone = undefined;
            this.close();
            // Closed first, for it makes all that stands outside of it unreachable.
            if (dialog.contains(form)) {
                dialog.close();
            } else {
                form.querySelector('.call-start').hidden = true;
            }
            this.#called(call);
        } catch (refused) {
            if (!(refused instanceof Refused)) {
                throw refused;
            }
            this.#complain(refused.message);
            form.querySelector('#call-verdict').dispatchEvent(new CustomEvent('over', { bubbles: true }));
        } finally {
            this.#dialling = false;
            this.#show();
        }
    }

    #complain(words) {
        this.#form.querySelector('[data-error]').textContent = words;
    }
}

/** Watches for dialogs before a call; tells of each call that one of them began. */
export function watch(called) {
    let open;
    const look = () => {
        if (open && !open.form.isConnected) {
            open.close();
            open = undefined;
        }
        const form = document.querySelector('form[data-call-form]');
        if (form && open?.form !== form) {
            open = new BeforeCall(form, called);
        } else {
            open?.look();
        }
    };
    document.body.addEventListener('htmx:afterSettle', look);
    dialog?.addEventListener('close', look);
    look();
}

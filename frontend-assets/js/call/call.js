// A call that this tab holds: its signalling, its sound, and its true end.
import { Microphone, NoMicrophone } from './microphone.js';
import { Peer } from './peer.js';
import { hold, tab } from './holder.js';
import * as line from './signalling.js';

const SIGN_OF_LIFE = 5000;
/** A first answer may be on its way before the stream tells of it. */
const SOON = [40, 80, 120, 200, 300, 500, 800];
const ELSEWHERE = 'You are in a call already, here or in another tab. Hang up there first.';
const LOST = 'The connection was gone for 15 seconds, so the call was ended.';

const mark = name => performance.mark(`call-${name}`);

/**
 * Events: changed, devices, level (detail: 0 to 1), over. What it is like at the moment is in its properties.
 */
export class Call extends EventTarget {
    #view;
    #peer;
    #microphone;
    #release;
    #answered = false;
    #over = false;
    #beat;
    #asking = false;
    #again = false;
    #missed = false;
    #words;

    /** Whether the sound is cut off at the moment. */
    weak = false;
    /** Why nobody hears us; see microphone.js. */
    trouble;
    /** Whether the browser waits for a click before it plays anything. */
    soundless = false;

    /**
     * Calls somebody. Whoever prepared the sound keeps it if this fails.
     *
     * @throws line.Refused
     */
    static async dial(wish, { peer, offer, microphone }) {
        const release = await hold();
        if (!release) {
            throw new line.Refused(409, { detail: ELSEWHERE });
        }
        try {
            const view = await line.dial({ ...wish, offer, tab });
            mark('dialled');
            const call = new Call(view, peer, microphone, release);
            call.#lookSoon();
            return call;
        } catch (refused) {
            if (refused.silent) {
                await giveUp(wish.contact);
            }
            release();
            throw refused;
        }
    }

    /**
     * Accepts a call that rings. The microphone is asked for first: nobody should win a call and have no voice.
     *
     * @throws line.Refused
     * @throws NoMicrophone
     */
    static async accept({ id }) {
        const release = await hold();
        if (!release) {
            throw new line.Refused(409, { detail: ELSEWHERE });
        }
        const microphone = new Microphone();
        try {
            const track = await microphone.open();
            const view = await line.claim(id, tab);
            const call = new Call(view, new Peer(track), microphone, release);
            call.#answer(view.remote);
            return call;
        } catch (failure) {
            microphone.close();
            release();
            throw failure;
        }
    }

    constructor(view, peer, microphone, release) {
        super();
        this.#view = view;
        this.#peer = peer;
        this.#microphone = microphone;
        this.#release = release;
        peer.addEventListener('state', ({ detail }) => {
            this.weak = detail === 'weak';
            this.#tell('changed');
        });
        peer.addEventListener('held', () => {
            this.soundless = true;
            this.#tell('changed');
        });
        peer.addEventListener('lost', () => this.hangUp(LOST));
        microphone.addEventListener('changed', ({ detail }) => {
            this.trouble = undefined;
            peer.change(detail);
            this.#tell('changed');
        });
        microphone.addEventListener('gone', () => {
            this.trouble = 'unplugged';
            this.#tell('changed');
        });
        microphone.addEventListener('devices', () => this.#tell('devices'));
        microphone.addEventListener('level', ({ detail }) => this.#tell('level', detail));
        this.#beat = setInterval(() => this.#live(), SIGN_OF_LIFE);
        this.#live();
    }

    get view() {
        return this.#view;
    }

    get id() {
        return this.#view.id;
    }

    get microphone() {
        return this.#microphone;
    }

    get over() {
        return this.#over;
    }

    /** What to say of its end, beside what the server says. */
    get words() {
        return this.#words ?? this.#view.words;
    }

    get muted() {
        return this.#microphone.muted;
    }

    set muted(muted) {
        this.#microphone.muted = muted;
        this.#tell('changed');
    }

    press(key) {
        return this.#peer.dial(key);
    }

    async speaker(device) {
        await this.#peer.speaker(device);
    }

    /** Asks for a microphone once more. */
    async speakAgain() {
        try {
            await this.#microphone.open();
        } catch (failure) {
            this.trouble = failure instanceof NoMicrophone ? failure.why : 'busy';
            this.#tell('changed');
        }
    }

    async listen() {
        this.soundless = !await this.#peer.listen();
        this.#tell('changed');
    }

    async hangUp(words) {
        if (this.#over) {
            return;
        }
        const id = this.id;
        this.#words = words;
        this.#stop();
        try {
            this.#view = await line.hangUp(id);
        } catch {
            this.#view = { ...this.#view, state: 'ended', words: words ?? 'You hung up.' };
            addEventListener('online', () => line.hangUp(id).catch(() => {}), { once: true });
        }
        this.#tell('over');
    }

    /** The page goes away. */
    leave() {
        if (!this.#over) {
            line.leave(this.id);
            this.#stop();
        }
    }

    /** Something about it changed. */
    async look() {
        if (this.#over || this.#asking) {
            this.#again = this.#asking;
            return;
        }
        this.#asking = true;
        try {
            do {
                this.#again = false;
                await this.#take(await line.find(this.id));
            } while (this.#again && !this.#over);
            this.#missed = false;
        } catch (refused) {
            this.#missed = true;
            if (refused.status === 404 || refused.status === 401) {
                this.#words ??= refused.message;
                this.#end({ ...this.#view, state: 'ended' });
            }
        } finally {
            this.#asking = false;
        }
    }

    async #lookSoon() {
        for (const pause of SOON) {
            await new Promise(later => setTimeout(later, pause));
            if (this.#over || this.#answered) {
                return;
            }
            await this.look();
        }
    }

    async #answer(offer) {
        try {
            const answer = await this.#peer.answer(offer);
            const view = await line.answer(this.id, answer);
            await this.#peer.speak();
            mark('speaking');
            await this.#take(view);
        } catch (failure) {
            await this.hangUp(failure instanceof line.Refused
                ? failure.message
                : 'The sound could not be set up. Nobody hears anything this way, so the call was ended.');
        }
    }

    async #take(view) {
        if (this.#over) {
            return;
        }
        this.#view = view;
        if (view.state === 'ended') {
            this.#end(view);
            return;
        }
        if (view.state === 'connected') {
            this.#peer.expect();
        }
        if (view.direction === 'outgoing' && view.remote && !this.#answered) {
            this.#answered = true;
            try {
                await this.#peer.accept(view.remote);
                mark('answered');
            } catch {
                await this.hangUp('The sound could not be set up, so the call was ended.');
                return;
            }
        }
        this.#tell('changed');
    }

    /** While nobody says so, the server takes the call for abandoned. */
    async #live() {
        try {
            await line.alive(this.id, tab);
            if (this.#missed) {
                await this.look();
            }
        } catch (refused) {
            if ([401, 404, 409].includes(refused.status)) {
                await this.look();
            }
        }
    }

    #end(view) {
        this.#view = view;
        this.#stop();
        this.#tell('over');
    }

    #stop() {
        this.#over = true;
        clearInterval(this.#beat);
        this.#peer.close();
        this.#microphone.close();
        this.#release();
    }

    #tell(type, detail) {
        this.dispatchEvent(new CustomEvent(type, { detail }));
    }
}

/** No answer: perhaps it was dialled all the same, and then nobody would be there to talk. */
async function giveUp(contact) {
    const { current } = await line.mine().catch(() => ({}));
    if (current?.direction === 'outgoing' && current.contact.id === contact) {
        await line.hangUp(current.id).catch(() => {});
    }
}

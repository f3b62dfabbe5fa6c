/**
 * All tabs of this browser share one stream: the tab that holds a lock keeps it and passes on what
 * it hears. A tab that people look at takes the lock away from one that has gone quiet, for browsers
 * put tabs in the background to sleep. Where there are no locks (a page that came without TLS), each
 * tab has a stream of its own for as long as it is looked at.
 *
 * Events: as those of Stream.
 */
export class Tabs extends EventTarget {
    static #GATHER = 60;
    static #ANSWER = 1000;
    static #QUIET = 30_000;

    #name;
    #stream;
    #me = Math.random().toString(36).slice(2);
    #channel;
    #wishes = new Map();
    #topics = [];
    #since;
    #leading = false;
    #release;
    #gather;
    #quiet;
    #state = 'off';

    constructor(name, stream, since) {
        super();
        this.#name = name;
        this.#stream = stream;
        this.#since = since;
        for (const type of ['changed', 'everything', 'time', 'state', 'ended']) {
            stream.addEventListener(type, ({ detail }) => {
                const word = { kind: 'word', type, detail, since: stream.since };
                this.#channel?.postMessage(word);
                this.#hear(word);
            });
        }
    }

    /** What this tab wants to hear of, and since when. */
    want(topics, since = this.#since) {
        this.#topics = topics;
        this.#since = Math.min(this.#since, since);
        this.#wish();
    }

    start() {
        if (!navigator.locks) {
            this.#alone();
            return;
        }
        this.#channel = new BroadcastChannel(this.#name);
        this.#channel.addEventListener('message', ({ data }) => this.#receive(data));
        this.#wish();
        this.#queue({});
        this.#listenForLeader();
    }

    stop() {
        clearTimeout(this.#quiet);
        this.#channel?.postMessage({ kind: 'bye', tab: this.#me });
        this.#channel?.close();
        this.#channel = undefined;
        this.#resign();
        this.#release?.();
        this.#release = undefined;
    }

    /** People look at this tab, or are back online. */
    awake() {
        if (!navigator.locks) {
            this.#alone();
        } else if (this.#leading) {
            this.#stream.hurry();
        } else if (this.#channel) {
            this.#channel.postMessage({ kind: 'anyone' });
            this.#listenForLeader(Tabs.#ANSWER);
        }
    }

    #alone() {
        const looked = document.visibilityState === 'visible';
        if (looked && !this.#leading) {
            this.#leading = true;
            this.#wish();
        } else if (!looked && this.#leading) {
            this.#resign();
        }
    }

    async #queue(how) {
        try {
            await navigator.locks.request(this.#name, how, () => this.#lead());
        } catch {
            // Another tab took the lock away.
            this.#resign();
            if (this.#channel) {
                this.#queue({});
                this.#listenForLeader();
            }
        }
    }

    #lead() {
        if (!this.#channel) {
            return undefined;
        }
        clearTimeout(this.#quiet);
        this.#leading = true;
        this.#channel.postMessage({ kind: 'lead' });
        this.#wish();
        return new Promise(release => {
            this.#release = release;
        });
    }

    #resign() {
        this.#leading = false;
        this.#stream.close();
        this.#wishes.clear();
        clearTimeout(this.#gather);
        this.#gather = undefined;
    }

    #wish() {
        const wish = { kind: 'wish', tab: this.#me, topics: this.#topics, since: this.#since };
        if (this.#leading) {
            this.#fulfil(wish);
        } else {
            this.#channel?.postMessage(wish);
        }
    }

    #receive(message) {
        switch (message.kind) {
            case 'word':
                this.#listenForLeader();
                this.#hear(message);
                break;
            case 'lead':
                this.#listenForLeader();
                this.#wish();
                break;
            case 'wish':
                if (this.#leading) {
                    this.#fulfil(message);
                }
                break;
            case 'bye':
                this.#wishes.delete(message.tab);
                break;
            case 'anyone':
                if (this.#leading) {
                    this.#stream.hurry();
                    this.#channel.postMessage({
                        kind: 'word', type: 'state', detail: this.#stream.state, since: this.#since,
                    });
                }
                break;
        }
    }

    /** Changes of what the tabs wish come in bursts: a page opens, a leader is new. */
    #fulfil({ tab, topics, since }) {
        const covered = new Set([...this.#wishes.values()].flatMap(wish => wish.topics));
        const knew = this.#wishes.has(tab);
        this.#wishes.set(tab, { topics, since });
        if (knew && topics.every(topic => covered.has(topic)) && this.#stream.state !== 'off') {
            return;
        }
        this.#gather ??= setTimeout(() => {
            this.#gather = undefined;
            const wishes = [...this.#wishes.values()];
            const all = new Set(wishes.flatMap(wish => wish.topics));
            this.#stream.listen([...all], Math.min(...wishes.map(wish => wish.since)));
            for (const wish of wishes) {
                wish.since = Infinity;
            }
        }, Tabs.#GATHER);
    }

    #hear({ type, detail, since }) {
        if (type === 'state') {
            this.#state = detail;
        } else if (this.#state !== 'live' && type !== 'ended') {
            this.#state = 'live';
            this.#tell('state', 'live');
        }
        this.#tell(type, detail);
        if (type !== 'state') {
            this.#since = since;
        }
    }

    #listenForLeader(patience = Tabs.#QUIET) {
        clearTimeout(this.#quiet);
        this.#quiet = setTimeout(() => {
            if (this.#leading || !this.#channel) {
                return;
            }
            if (document.visibilityState === 'visible') {
                this.#queue({ steal: true });
            } else {
                this.#listenForLeader();
            }
        }, patience);
    }

    #tell(type, detail) {
        this.dispatchEvent(new CustomEvent(type, { detail }));
    }
}

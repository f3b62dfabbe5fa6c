/**
 * A stream of changes from the server that holds on: whatever happens to the connection, it comes
 * back and asks for what changed meanwhile. Knows nothing of the page.
 *
 * Events: changed (detail: topics), everything, time (detail: business time), state (detail: live
 * or lost), ended (detail: the status that says so; nobody is signed in any more, or for another business).
 */
export class Stream extends EventTarget {
    static #PATIENCE = 1500;
    static #SILENCE = 25_000;
    static #LONGEST_PAUSE = 15_000;
    static #STEADY = 5000;
    /** Servers, and what stands before them, take no address of more than some kilobytes. */
    static #LONGEST_QUERY = 4000;

    #headers;
    #topics = [];
    #since;
    #connection;
    #failures = 0;
    #retry;
    #steady;
    #silence;
    #complaint;
    #state = 'off';

    constructor(headers) {
        super();
        this.#headers = headers;
    }

    /** Listens to these topics from now on, and catches up on them since that moment. */
    listen(topics, since) {
        this.#topics = topics;
        this.#since = Math.min(since, this.#since ?? since);
        this.#failures = 0;
        this.#connect();
    }

    /** Up to which moment, in milliseconds of the server, everything has been told. */
    get since() {
        return this.#since;
    }

    get state() {
        return this.#state;
    }

    /** Tries again at once if there is no connection. */
    hurry() {
        if (this.#state === 'lost') {
            this.#failures = 0;
            this.#connect();
        }
    }

    close() {
        this.#disconnect();
        clearTimeout(this.#complaint);
        this.#complaint = undefined;
        this.#state = 'off';
    }

    #disconnect() {
        this.#connection?.abort();
        this.#connection = undefined;
        clearTimeout(this.#retry);
        clearTimeout(this.#silence);
        clearTimeout(this.#steady);
        this.#steady = undefined;
    }

    async #connect() {
        this.#disconnect();
        const connection = new AbortController();
        this.#connection = connection;
        this.#expectWord(connection);
        try {
            const response = await this.#ask(connection.signal);
            if ([401, 403, 409].includes(response.status)) {
                this.close();
                this.#tell('ended', response.status);
                return;
            }
            if (!response.ok) {
                throw new Error(`the stream was refused: ${response.status}`);
            }
            await this.#read(response.body, connection);
        } catch {
            // Whatever it was, the answer is the same.
        }
        if (this.#connection === connection) {
            this.#tryAgain();
        }
    }

    #ask(signal) {
        const wish = new URLSearchParams({ topics: this.#topics.join(' '), since: this.#since });
        const how = { headers: { ...this.#headers, Accept: 'text/event-stream' }, cache: 'no-store', signal };
        return String(wish).length <= Stream.#LONGEST_QUERY
            ? fetch(`/live?${wish}`, how)
            : fetch('/live', { ...how, method: 'POST', body: wish });
    }

    async #read(body, connection) {
        const reader = body.pipeThrough(new TextDecoderStream()).getReader();
        let text = '';
        for (;;) {
            const { value, done } = await reader.read();
            if (done || this.#connection !== connection) {
                return;
            }
            this.#expectWord(connection);
            const messages = (text + value).split('\n\n');
            text = messages.pop();
            messages.forEach(message => this.#hear(message));
        }
    }

    #hear(message) {
        const fields = {};
        for (const line of message.split('\n')) {
            const colon = line.indexOf(':');
            fields[line.slice(0, colon)] = line.slice(colon + 1).trim();
        }
        this.#since = Number(fields.id) || this.#since;
        this.#isLive();
        switch (fields.event) {
            case 'changed':
                this.#tell('changed', fields.data.split(' '));
                break;
            case 'everything':
                this.#tell('everything');
                break;
            case 'time':
                this.#tell('time', fields.data);
                break;
        }
    }

    #isLive() {
        this.#steady ??= setTimeout(() => {
            this.#failures = 0;
        }, Stream.#STEADY);
        clearTimeout(this.#complaint);
        this.#complaint = undefined;
        this.#become('live');
    }

    #tryAgain() {
        this.#disconnect();
        this.#complaint ??= setTimeout(() => this.#become('lost'), this.#state === 'lost' ? 0 : Stream.#PATIENCE);
        const pause = Math.min(Stream.#LONGEST_PAUSE, 250 * 2 ** this.#failures++);
        this.#retry = setTimeout(() => this.#connect(), pause * (0.75 + Math.random() / 2));
    }

    #expectWord(connection) {
        clearTimeout(this.#silence);
        this.#silence = setTimeout(() => {
            if (this.#connection === connection) {
                this.#tryAgain();
            }
        }, Stream.#SILENCE);
    }

    #become(state) {
        if (this.#state !== state) {
            this.#state = state;
            this.#tell('state', state);
        }
    }

    #tell(type, detail) {
        this.dispatchEvent(new CustomEvent(type, { detail }));
    }
}

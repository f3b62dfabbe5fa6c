// The connection that the sound takes. Meta takes one audio line, whole descriptions and nothing later.
const GATHERING = 1000;
const LOSS = 15_000;
const SPOKEN = /opus|telephone-event/i;

/**
 * Events: state (detail: connected or weak), held (the browser plays no sound before a click), lost (the sound has been
 * gone for too long).
 */
export class Peer extends EventTarget {
    #connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle', rtcpMuxPolicy: 'require', iceServers: [] });
    #audio = new Audio();
    #track;
    #transceiver;
    #speaking = false;
    #expected = false;
    #loss;

    constructor(track) {
        super();
        this.#track = track;
        this.#audio.autoplay = true;
        this.#audio.hidden = true;
        document.body.append(this.#audio);
        this.#connection.addEventListener('track', ({ track: theirs, streams }) => {
            this.#audio.srcObject = streams[0] ?? new MediaStream([theirs]);
            this.listen();
        });
        this.#connection.addEventListener('iceconnectionstatechange', () => this.#look());
    }

    /** Our offer, whole. */
    async offer() {
        this.#transceiver = this.#connection.addTransceiver(this.#track, {
            direction: 'sendrecv', streams: [new MediaStream([this.#track])],
        });
        this.#speaking = true;
        const { codecs } = RTCRtpReceiver.getCapabilities('audio');
        this.#transceiver.setCodecPreferences?.(codecs.filter(({ mimeType }) => SPOKEN.test(mimeType)));
        await this.#connection.setLocalDescription(await this.#connection.createOffer());
        return this.#whole();
    }

    /** The far end answered our offer. */
    async accept(sdp) {
        await this.#connection.setRemoteDescription({ type: 'answer', sdp: this.#renamed(sdp) });
    }

    /** They talk: from now on there must be sound. */
    expect() {
        this.#expected = true;
        this.#watch();
    }

    /** Our answer to their offer, whole. Nothing is sent before speak(): the caller would count that as answered. */
    async answer(sdp) {
        await this.#connection.setRemoteDescription({ type: 'offer', sdp });
        [this.#transceiver] = this.#connection.getTransceivers();
        this.#transceiver.direction = 'sendrecv';
        this.#transceiver.sender.setStreams?.(new MediaStream([this.#track]));
        await this.#connection.setLocalDescription(await this.#connection.createAnswer());
        return this.#whole();
    }

    async speak() {
        this.#speaking = true;
        await this.#transceiver.sender.replaceTrack(this.#track);
    }

    /** Speaks through another microphone from now on. */
    async change(track) {
        this.#track = track;
        if (this.#speaking) {
            await this.#transceiver.sender.replaceTrack(track);
        }
    }

    /** Plays a tone of the keypad to the far end; false if it takes none. */
    dial(key) {
        const tones = this.#transceiver?.sender.dtmf;
        if (!tones?.canInsertDTMF) {
            return false;
        }
        tones.insertDTMF(tones.toneBuffer + key, 160, 70);
        return true;
    }

    /** Lets the far end be heard; false where the browser waits for a click first. */
    async listen() {
        try {
            await this.#audio.play();
            return true;
        } catch {
            this.#tell('held');
            return false;
        }
    }

    async speaker(device) {
        await this.#audio.setSinkId?.(device);
    }

    close() {
        clearTimeout(this.#loss);
        this.#loss = undefined;
        this.#connection.close();
        this.#audio.srcObject = null;
        this.#audio.remove();
    }

    #look() {
        switch (this.#connection.iceConnectionState) {
            case 'connected':
            case 'completed':
                clearTimeout(this.#loss);
                this.#loss = undefined;
                this.#tell('state', 'connected');
                break;
            case 'disconnected':
            case 'failed':
                this.#watch();
                this.#tell('state', 'weak');
                break;
        }
    }

    #watch() {
        if (this.#expected && !['connected', 'completed', 'closed'].includes(this.#connection.iceConnectionState)) {
            this.#loss ??= setTimeout(() => this.#tell('lost'), LOSS);
        }
    }

    /** There is one line of sound; under which name the far end answers does not matter, to browsers it does. */
    #renamed(sdp) {
        const { mid } = this.#transceiver;
        return sdp.replace(/^a=mid:.*$/m, `a=mid:${mid}`).replace(/^a=group:BUNDLE.*$/m, `a=group:BUNDLE ${mid}`);
    }

    /** Meta takes no candidates later, so they are waited for; with none to ask there is little to wait for. */
    #whole() {
        const connection = this.#connection;
        if (connection.iceGatheringState === 'complete') {
            return connection.localDescription.sdp;
        }
        return new Promise(resolve => {
            const done = () => resolve(connection.localDescription.sdp);
            setTimeout(done, GATHERING);
            connection.addEventListener('icegatheringstatechange', () => {
                if (connection.iceGatheringState === 'complete') {
                    done();
                }
            });
        });
    }

    #tell(type, detail) {
        this.dispatchEvent(new CustomEvent(type, { detail }));
    }
}

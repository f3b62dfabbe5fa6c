// The phone's end of a call's sound: one audio line, complete session descriptions, no changes later.
const GATHERING = 800;

function gathered(peer) {
    return new Promise(done => {
        const look = () => {
            if (peer.iceGatheringState === 'complete') {
                done();
            }
        };
        peer.addEventListener('icegatheringstatechange', look);
        setTimeout(done, GATHERING);
        look();
    });
}

function likeMeta(transceiver) {
    const codecs = RTCRtpReceiver.getCapabilities('audio').codecs;
    transceiver.setCodecPreferences(
        codecs.filter(codec => /opus|telephone-event/i.test(codec.mimeType)));
}

export class Peer {
    #peer = new RTCPeerConnection();
    #heard = new Audio();
    #sender;
    #taken;
    #keys;
    #before = { in: 0, out: 0, at: 0 };

    /** Whoever is interested hears of each key that the other side presses. */
    constructor(pressed) {
        this.#heard.autoplay = true;
        this.#peer.addEventListener('track', event => {
            this.#listenForKeys(event.receiver, pressed);
            this.#heard.srcObject = new MediaStream([event.track]);
        });
    }

    // Browsers play the tones of keys, and tell nobody which; but they let one look at what comes in.
    #listenForKeys(receiver, pressed) {
        if (window.RTCRtpScriptTransform && !this.#keys) {
            this.#keys = new Worker(new URL('./keys.js', import.meta.url));
            this.#keys.addEventListener('message', event => pressed(event.data));
            receiver.transform = new RTCRtpScriptTransform(this.#keys);
        }
    }

    /** Answers an offer, without a voice of its own as yet. */
    async answer(offer) {
        await this.#peer.setRemoteDescription({ type: 'offer', sdp: offer });
        const [transceiver] = this.#peer.getTransceivers();
        transceiver.direction = 'sendrecv';
        transceiver.sender.setStreams(new MediaStream());
        return this.#describe(transceiver);
    }

    /** Offers to talk with this voice. */
    async offer(track) {
        const transceiver = this.#peer.addTransceiver(
            track, { direction: 'sendrecv', streams: [new MediaStream([track])] });
        return this.#describe(transceiver);
    }

    async #describe(transceiver) {
        likeMeta(transceiver);
        this.#sender = transceiver.sender;
        await this.#peer.setLocalDescription();
        await gathered(this.#peer);
        return this.#peer.localDescription.sdp;
    }

    /** Takes the answer to the own offer, once: it is told again while that is under way. */
    async hear(answer) {
        this.#taken ??= this.#peer.setRemoteDescription({ type: 'answer', sdp: answer });
        await this.#taken;
    }

    /** Speaks with this voice from now on. */
    async speak(track) {
        this.#stop();
        await this.#sender.replaceTrack(track);
    }

    mute(on) {
        if (this.#sender?.track) {
            this.#sender.track.enabled = !on;
        }
    }

    /** Packets so far, and in each second since it was asked before. */
    async stats() {
        const told = { state: this.#peer.connectionState, in: 0, out: 0, inRate: 0, outRate: 0 };
        for (const one of (await this.#peer.getStats()).values()) {
            if (one.type === 'inbound-rtp') {
                told.in = one.packetsReceived;
            } else if (one.type === 'outbound-rtp') {
                told.out = one.packetsSent;
            }
        }
        const at = performance.now();
        const seconds = (at - this.#before.at) / 1000;
        told.inRate = Math.round((told.in - this.#before.in) / seconds);
        told.outRate = Math.round((told.out - this.#before.out) / seconds);
        this.#before = { in: told.in, out: told.out, at };
        return told;
    }

    close() {
        this.#stop();
        this.#heard.srcObject = null;
        this.#peer.close();
        this.#keys?.terminate();
    }

    #stop() {
        this.#sender?.track?.stop();
    }
}

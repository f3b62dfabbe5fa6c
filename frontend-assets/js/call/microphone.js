// The microphone of an agent: asked for, shown at work, changed, and missed.
const REMEMBERED = 'microphone';
const SENSITIVITY = 6;

/** Why there is no sound to send: insecure, offline, blocked, asked, missing or busy; panel.html says more. */
export class NoMicrophone extends Error {
    constructor(why) {
        super(why);
        this.why = why;
    }
}

/** Events: changed (detail: the track), gone (it was unplugged and there is no other), level (detail: 0 to 1). */
export class Microphone extends EventTarget {
    #track;
    #muted = false;
    #context;
    #source;
    #frame;
    #opening;
    #closed = false;
    #changed = () => this.#look();

    constructor() {
        super();
        navigator.mediaDevices?.addEventListener('devicechange', this.#changed);
    }

    get track() {
        return this.#track;
    }

    get muted() {
        return this.#muted;
    }

    set muted(muted) {
        this.#muted = muted;
        if (this.#track) {
            this.#track.enabled = !muted;
        }
    }

    /** Asks for the microphone, once however often it is called. */
    open() {
        this.#opening ??= this.#open(localStorage.getItem(REMEMBERED)).finally(() => {
            this.#opening = undefined;
        });
        return this.#opening;
    }

    /** From now on that one. */
    async choose(device) {
        await this.#open(device);
        localStorage.setItem(REMEMBERED, device);
    }

    /** All there are, with the one in use marked. */
    async all() {
        const devices = await navigator.mediaDevices.enumerateDevices();
        const used = this.#track?.getSettings().deviceId;
        return devices.filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId)
            .map(({ deviceId, label }, place) => ({
                id: deviceId, name: label || `Microphone ${place + 1}`, used: deviceId === used,
            }));
    }

    close() {
        this.#closed = true;
        navigator.mediaDevices?.removeEventListener('devicechange', this.#changed);
        this.#stop();
        this.#context?.close();
        this.#context = undefined;
    }

    async #open(device) {
        if (!window.isSecureContext || !navigator.mediaDevices) {
            throw new NoMicrophone('insecure');
        }
        const stream = await this.#ask(device);
        if (this.#closed) {
            stream.getTracks().forEach(track => track.stop());
            throw new NoMicrophone('asked');
        }
        this.#stop();
        const [track] = stream.getAudioTracks();
        this.#track = track;
        track.enabled = !this.#muted;
        track.addEventListener('ended', () => this.#ended(track));
        this.#measure(stream);
        this.#tell('changed', track);
        return track;
    }

    async #ask(device) {
        const sound = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
        try {
            const exact = device ? { ...sound, deviceId: { exact: device } } : sound;
            return await navigator.mediaDevices.getUserMedia({ audio: exact });
        } catch (failure) {
            if (device && ['OverconstrainedError', 'NotFoundError', 'NotReadableError'].includes(failure.name)) {
                return this.#ask(undefined);
            }
            throw new NoMicrophone(await reason(failure));
        }
    }

    #stop() {
        cancelAnimationFrame(this.#frame);
        this.#source?.disconnect();
        this.#track?.stop();
        this.#track = undefined;
    }

    /** A track ends by itself when its device is unplugged, or the permission is taken back. */
    async #ended(track) {
        if (track === this.#track) {
            this.#track = undefined;
            await this.#look();
        }
    }

    /** Devices came or went: whoever speaks through none gets the next best. */
    async #look() {
        if (this.#closed) {
            return;
        }
        if (this.#track && this.#track.readyState !== 'live') {
            this.#track = undefined;
        }
        if (!this.#track && this.#source) {
            try {
                await this.open();
            } catch {
                this.#tell('gone');
            }
        }
        this.#tell('devices');
    }

    #measure(stream) {
        this.#context ??= new AudioContext();
        const analyser = this.#context.createAnalyser();
        analyser.fftSize = 512;
        this.#source = this.#context.createMediaStreamSource(stream);
        this.#source.connect(analyser);
        const samples = new Float32Array(analyser.fftSize);
        const measure = () => {
            this.#frame = requestAnimationFrame(measure);
            analyser.getFloatTimeDomainData(samples);
            const loud = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
            this.#tell('level', this.#muted ? 0 : Math.min(1, loud * SENSITIVITY));
        };
        measure();
    }

    #tell(type, detail) {
        this.dispatchEvent(new CustomEvent(type, { detail }));
    }
}

async function reason({ name }) {
    switch (name) {
        case 'NotFoundError':
        case 'OverconstrainedError':
            return 'missing';
        case 'NotReadableError':
        case 'AbortError':
            return 'busy';
        case 'NotAllowedError':
        case 'SecurityError':
            return await state() === 'prompt' ? 'asked' : 'blocked';
        default:
            return 'busy';
    }
}

/** What the browser remembers of earlier answers: granted, denied or prompt. */
async function state() {
    try {
        return (await navigator.permissions.query({ name: 'microphone' })).state;
    } catch {
        return 'denied';
    }
}

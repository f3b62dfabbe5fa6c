// Everything that sounds and is not a voice: made on the spot, so that there is no file to load.
let context;

function sound() {
    context ??= new AudioContext();
    if (context.state === 'suspended') {
        context.resume().catch(() => {});
    }
    return context;
}

// Browsers let nothing sound before somebody has touched the page.
for (const touch of ['pointerdown', 'keydown']) {
    addEventListener(touch, () => context?.state === 'suspended' && sound(), { capture: true, passive: true });
}

/** Frequencies in hertz, sounding together from that second on, for so many seconds. */
function beep(frequencies, from, duration, loud) {
    const audio = sound();
    const gain = audio.createGain();
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(loud, from + 0.02);
    gain.gain.setValueAtTime(loud, from + duration - 0.03);
    gain.gain.linearRampToValueAtTime(0, from + duration);
    gain.connect(audio.destination);
    for (const frequency of frequencies) {
        const oscillator = audio.createOscillator();
        oscillator.frequency.value = frequency;
        oscillator.connect(gain);
        oscillator.start(from);
        oscillator.stop(from + duration);
    }
    return gain;
}

/** Something that repeats until it is stopped. */
class Repeated {
    #play;
    #period;
    #timer;
    #sounding = [];

    constructor(period, play) {
        this.#period = period;
        this.#play = play;
    }

    start() {
        if (this.#timer === undefined) {
            const play = () => {
                this.#sounding = this.#play(sound().currentTime + 0.02);
            };
            play();
            this.#timer = setInterval(play, this.#period);
        }
    }

    stop() {
        clearInterval(this.#timer);
        this.#timer = undefined;
        this.#sounding.forEach(gain => gain.disconnect());
        this.#sounding = [];
    }

    get sounding() {
        return this.#timer !== undefined;
    }
}

/** Somebody calls us. */
export const ring = new Repeated(3000, at => [0, 0.45, 0.9]
    .flatMap(after => [beep([659, 784], at + after, 0.2, 0.12), beep([784, 988], at + after + 0.2, 0.2, 0.12)]));

/** It rings at the other end. */
export const ringback = new Repeated(4000, at => [beep([425], at, 1, 0.05)]);

/** It is over. */
export function hungUp() {
    const at = sound().currentTime + 0.02;
    beep([480], at, 0.15, 0.05);
    beep([380], at + 0.2, 0.2, 0.05);
}

const COLUMNS = [1209, 1336, 1477];
const ROWS = [697, 770, 852, 941];
const KEYS = ['123', '456', '789', '*0#'];

/** A key of the keypad, as telephones have it. */
export function key(pressed) {
    const row = KEYS.findIndex(keys => keys.includes(pressed));
    beep([ROWS[row], COLUMNS[KEYS[row].indexOf(pressed)]], sound().currentTime, 0.16, 0.05);
}

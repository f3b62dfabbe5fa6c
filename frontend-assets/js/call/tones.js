// Everything that sounds and is not a voice: made on the spot, so that there is no file to load.
let context;

/** Browsers let nothing sound before somebody has touched the page: until then there is nothing. */
function sound() {
    if (navigator.userActivation?.hasBeenActive === false) {
        return undefined;
    }
    context ??= new AudioContext();
    if (context.state === 'suspended') {
        context.resume().catch(() => {});
        return undefined;
    }
    return context;
}

/** Plays tones from a little later on; returns what can be cut off. */
function play(tones) {
    const audio = sound();
    return audio ? tones(audio.currentTime + 0.02).map(tone => beep(audio, tone)) : [];
}

/** Frequencies in hertz, sounding together from that second on, for so many seconds. */
function beep(audio, [frequencies, from, duration, loud]) {
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
    #tones;
    #period;
    #timer;
    #sounding = [];

    constructor(period, tones) {
        this.#period = period;
        this.#tones = tones;
    }

    start() {
        if (this.#timer === undefined) {
            const again = () => {
                this.#sounding = play(this.#tones);
            };
            again();
            this.#timer = setInterval(again, this.#period);
        }
    }

    stop() {
        clearInterval(this.#timer);
        this.#timer = undefined;
        this.#sounding.forEach(gain => gain.disconnect());
        this.#sounding = [];
    }
}

/** Somebody calls us. */
export const ring = new Repeated(3000, at => [0, 0.45, 0.9]
    .flatMap(after => [[[659, 784], at + after, 0.2, 0.12], [[784, 988], at + after + 0.2, 0.2, 0.12]]));

/** It rings at the other end. */
export const ringback = new Repeated(4000, at => [[[425], at, 1, 0.05]]);

/** It is over. */
export function hungUp() {
    play(at => [[[480], at, 0.15, 0.05], [[380], at + 0.2, 0.2, 0.05]]);
}

const COLUMNS = [1209, 1336, 1477];
const ROWS = [697, 770, 852, 941];
const KEYS = ['123', '456', '789', '*0#'];

/** A key of the keypad, as telephones have it. */
export function key(pressed) {
    const row = KEYS.findIndex(keys => keys.includes(pressed));
    play(at => [[[ROWS[row], COLUMNS[KEYS[row].indexOf(pressed)]], at, 0.16, 0.05]]);
}

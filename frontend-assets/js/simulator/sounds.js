// Sounds that nobody recorded: a phone that rings, the wait until somebody answers, and a voicemail
// that speaks in vowels.
let context;

function sounds() {
    if (!context) {
        context = new AudioContext();
        context.addEventListener('statechange', () =>
            document.body.dispatchEvent(new CustomEvent('phone:heard')));
    }
    context.resume();
    return context;
}

/** Whether the browser lets this page be heard: it waits for a click or a key. */
export const heard = () => context?.state === 'running';

const waking = ['pointerdown', 'keydown'];
const wake = () => {
    sounds();
    waking.forEach(what => removeEventListener(what, wake, true));
};
waking.forEach(what => addEventListener(what, wake, true));

function beep(to, pitch, at, seconds, loud) {
    const tone = new OscillatorNode(context, { frequency: pitch });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setTargetAtTime(loud, at, 0.01);
    volume.gain.setTargetAtTime(0, at + seconds, 0.02);
    tone.connect(volume).connect(to);
    tone.start(at);
    tone.stop(at + seconds + 0.2);
}

/** Repeats a pattern of [pitch, start, seconds] until the returned function is called. */
function repeat(pattern, period, loud) {
    const out = new GainNode(sounds(), { gain: 1 });
    out.connect(context.destination);
    const once = () => {
        if (heard()) {
            pattern.forEach(([pitch, at, seconds]) =>
                beep(out, pitch, context.currentTime + at, seconds, loud));
        }
    };
    once();
    context.addEventListener('statechange', once);
    const timer = setInterval(once, period * 1000);
    return () => {
        clearInterval(timer);
        context.removeEventListener('statechange', once);
        out.disconnect();
    };
}

/** The phone rings. */
export const ring = () => repeat(
    [[659, 0, 0.12], [880, 0.15, 0.12], [659, 0.3, 0.12], [880, 0.45, 0.3]], 2, 0.25);

/** The other side rings. */
export const wait = () => repeat([[425, 0, 1]], 4, 0.08);

/** A track of silence, for a phone without microphone. */
export function silence() {
    return new MediaStreamAudioDestinationNode(sounds()).stream.getAudioTracks()[0];
}

const VOWELS = { a: [800, 1200], e: [450, 2000], i: [300, 2300], o: [450, 850], u: [330, 750] };

/** A track on which a voicemail greets, beeps, and then listens. */
export function greeting() {
    const out = new MediaStreamAudioDestinationNode(sounds());
    const voice = new OscillatorNode(context, { type: 'sawtooth', frequency: 140 });
    const formants = [1, 0.5].map(loud => {
        const mouth = new BiquadFilterNode(context, { type: 'bandpass', Q: 8 });
        voice.connect(mouth).connect(new GainNode(context, { gain: loud })).connect(out);
        return mouth;
    });
    const start = context.currentTime + 0.4;
    [...'oi eae uoia aeo ia'].forEach((letter, place) => {
        const at = start + place * 0.16;
        formants.forEach((mouth, which) =>
            mouth.frequency.setTargetAtTime(VOWELS[letter]?.[which] ?? 60, at, 0.03));
        voice.frequency.setTargetAtTime(120 + 35 * Math.sin(place), at, 0.05);
    });
    voice.start(start);
    voice.stop(start + 3);
    beep(out, 1000, start + 3.3, 0.5, 0.5);
    return out.stream.getAudioTracks()[0];
}

// Reads the keys (DTMF, RFC 4733) from the packets of a call, and lets everything pass as it is. A key is
// several packets of one moment.
const KEYS = '0123456789*#ABCD';
const TELEPHONE_EVENT = /telephone-event/i;

addEventListener('rtctransform', ({ transformer }) => {
    let moment;
    const reading = new TransformStream({
        transform(packet, onwards) {
            const { mimeType, rtpTimestamp } = packet.getMetadata();
            if (TELEPHONE_EVENT.test(mimeType) && rtpTimestamp !== moment) {
                moment = rtpTimestamp;
                const key = KEYS[new Uint8Array(packet.data)[0]];
                if (key) {
                    postMessage(key);
                }
            }
            onwards.enqueue(packet);
        },
    });
    transformer.readable.pipeThrough(reading).pipeTo(transformer.writable).catch(() => undefined);
});

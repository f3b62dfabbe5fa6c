package dev.assent.live;

import dev.assent.tenancy.Id;

import org.springframework.stereotype.Component;

import java.util.Collection;

/** Spreads the word: at once to the streams of this node, and soon to the other nodes. */
@Component
class Signals {

    private final Streams streams;
    private final Wire wire;

    Signals(Streams streams, Wire wire) {
        this.streams = streams;
        this.wire = wire;
    }

    void changed(Id tenant, Collection<String> topics) {
        wire.add(tenant, topics);
        streams.changed(tenant, topics);
    }
}

package dev.assent.live;

import dev.assent.tenancy.Id;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Lets tests of other packages see the streams of this node, and end them. */
@Profile("gallery")
@Component
public class OpenStreams {

    private final Streams streams;

    OpenStreams(Streams streams) {
        this.streams = streams;
    }

    public long of(Id account) {
        return streams.all().stream()
                .filter(stream -> stream.ticket().account().equals(account))
                .count();
    }

    public void everythingChanged(Id account) {
        streams.all().stream()
                .filter(stream -> stream.ticket().account().equals(account))
                .forEach(Stream::everythingChanged);
    }

    public void endAll(Id account) {
        streams.all().stream()
                .filter(stream -> stream.ticket().account().equals(account))
                .forEach(Stream::end);
    }
}

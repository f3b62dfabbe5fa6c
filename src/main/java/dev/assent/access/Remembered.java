package dev.assent.access;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializationFailedException;

/**
 * Reads what a session remembers. What an older release wrote and this one cannot read counts as
 * not there, so that at worst somebody has to sign in again.
 */
class Remembered implements Converter<byte[], @Nullable Object> {

    private static final Logger log = LoggerFactory.getLogger(Remembered.class);

    private final DeserializingConverter reading = new DeserializingConverter();

    @Override
    public @Nullable Object convert(byte[] bytes) {
        try {
            return reading.convert(bytes);
        } catch (SerializationFailedException unreadable) {
            log.info("part of a session was dropped: {}", unreadable.getMessage());
            return null;
        }
    }
}

package dev.assent.tenancy;

import com.github.f4b6a3.tsid.Tsid;
import com.github.f4b6a3.tsid.TsidCreator;

/**
 * The identity of a thing we store: 64 bits, roughly in order of creation, unlikely to repeat
 * anywhere. People and URLs see thirteen characters, the database sees a number.
 */
public record Id(long value) implements Comparable<Id> {

    /** A new one, never given before. */
    public static Id fresh() {
        return new Id(TsidCreator.getTsid1024().toLong());
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if the text is no identity
     */
    public static Id parse(String text) {
        return new Id(Tsid.from(text).toLong());
    }

    /** Whether {@link #parse} would take this text. */
    public static boolean isOne(String text) {
        return Tsid.isValid(text);
    }

    @Override
    public int compareTo(Id other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Tsid.from(value).toLowerCase();
    }
}

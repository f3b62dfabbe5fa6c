package dev.assent.access;

import org.springframework.context.annotation.Primary;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

import java.util.concurrent.atomic.AtomicInteger;

/** Hashing is what takes time when a password is checked, so tests count it. */
@Primary
class CountedHashes implements PasswordEncoder {

    private final PasswordEncoder encoder =
            PasswordEncoderFactories.createDelegatingPasswordEncoder();
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public String encode(CharSequence password) {
        count.incrementAndGet();
        return encoder.encode(password);
    }

    @Override
    public boolean matches(CharSequence password, String encoded) {
        count.incrementAndGet();
        return encoder.matches(password, encoded);
    }

    @Override
    public boolean upgradeEncoding(String encoded) {
        return encoder.upgradeEncoding(encoded);
    }

    /** How many hashes this took. */
    int during(Runnable work) {
        var before = count.get();
        work.run();
        return count.get() - before;
    }
}

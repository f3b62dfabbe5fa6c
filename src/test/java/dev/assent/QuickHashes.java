package dev.assent;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;

import java.util.Map;

/**
 * Passwords of tests guard nothing, and signing in is most of what many tests wait for. What is
 * said of the real strength is tested where hashes are counted.
 */
final class QuickHashes implements BeanPostProcessor {

    private static final int WEAKEST = 4;

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DelegatingPasswordEncoder
                ? new DelegatingPasswordEncoder(
                        "bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(WEAKEST)))
                : bean;
    }
}

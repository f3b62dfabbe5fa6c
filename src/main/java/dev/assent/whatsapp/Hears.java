package dev.assent.whatsapp;

import java.util.List;

/**
 * Somebody who takes notices. All who hear share one transaction of the current tenant, which is
 * repeated whole if it fails, and never again once it succeeded. The order of a batch means
 * nothing. Order among those who hear: {@link org.springframework.core.annotation.Order}.
 */
public interface Hears {

    /** Records what concerns this feature, and leaves the rest alone. */
    void hear(List<Heard> batch);
}

package dev.assent.web;

import dev.assent.tenancy.Id;

import java.time.ZoneId;
import java.util.List;

/** Who looks at the page, as far as the page frame must know. */
public interface Viewer {

    /** What colleagues call this person. */
    String name();

    /** The mail address the person signs in with. */
    String mail();

    /** The name of the person's role in this business, such as {@code Agent}. */
    String role();

    /** Whether entries for administrators are shown. What may be done is checked elsewhere. */
    boolean admin();

    /** Whether entries for whoever runs the installation are shown. */
    boolean operator();

    /** The name of the business the person works for at the moment. */
    String business();

    /** Which business that is. Pages tell it with every request of theirs, as X-Business. */
    Id businessId();

    /** The time zone of that business; the page tells all times in it. */
    ZoneId zone();

    /** The other businesses the person may switch to, by name. */
    List<Other> others();

    /** A business to switch to, and the person's role there. */
    record Other(Id id, String name, String role) {}
}

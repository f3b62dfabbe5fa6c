package dev.assent.contact;

import dev.assent.web.PageRequest;

/** Pages of 25 contacts. */
final class Lists {

    private Lists() {}

    static PageRequest byName(int page) {
        return new PageRequest(page, 25, "name", false);
    }

    static PageRequest byChange(int page) {
        return new PageRequest(page, 25, "changed", true);
    }

    static PageRequest byEnd(int page) {
        return new PageRequest(page, 25, "until", false);
    }
}

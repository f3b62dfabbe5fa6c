package dev.assent.permission;

import dev.assent.rules.Happening;

import java.util.List;

/**
 * Everything on one pair: what we know, and what it is drawn from.
 *
 * @param requests the newest first
 * @param happenings in no order
 */
record Dossier(Sheet sheet, List<Request> requests, List<Happening> happenings) {

    Why why(Question question) {
        return Why.of(question, sheet, requests, happenings);
    }
}

package dev.assent.permission;

import dev.assent.contact.Who;
import dev.assent.rules.RequestLife;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.MetaError;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A request as lists show it.
 *
 * @param phone as people write it; empty where the name is no more than that
 * @param number through which it was asked; null where there is only one
 * @param how in a message of our own or by which template
 * @param status by word, shape and colour
 * @param trouble the key of the sentence why it failed; null where it did not, or nobody said
 * @param expires when it ends without an answer; null unless it waits
 */
record RequestRow(
        Id id,
        String topic,
        Id contact,
        String name,
        String phone,
        @Nullable String number,
        String how,
        String body,
        String asker,
        Instant asked,
        Badge status,
        @Nullable Instant changed,
        @Nullable String trouble,
        @Nullable Instant expires) {

    /** Word, shape and colour. */
    record Badge(String tone, String icon, String word) {

        static Badge of(RequestLife.Status status) {
            return new Badge(
                    Progress.of(status).tone(), Progress.icon(status), Progress.word(status));
        }
    }

    static RequestRow of(
            Request request, Id contact, Who who, @Nullable String number, Instant now) {
        var status = request.status(now);
        var open = status.open();
        var passed = request.status().open() && !open;
        return new RequestRow(
                request.id(),
                Requests.topic(request.id()),
                contact,
                who.name(),
                who.phone(),
                number,
                how(request),
                request.body(),
                request.askedBy(),
                request.moment(),
                Badge.of(status),
                passed ? request.expiresAt() : request.statusAt(),
                trouble(request, status),
                open ? request.expiresAt() : null);
    }

    static String how(Request request) {
        return request.template() == null ? "Own message" : request.template();
    }

    /** It may have been refused, and taken all the same: what counts is what became of it. */
    static @Nullable String trouble(Request request, RequestLife.Status status) {
        return status != RequestLife.Status.FAILED || request.errorCode() == null
                ? null
                : new MetaError(request.errorCode(), "", null, null).trouble().key();
    }
}

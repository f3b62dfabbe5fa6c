package dev.assent.chat;

import dev.assent.access.Member;
import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.permission.Chapters;
import dev.assent.tenancy.Id;
import dev.assent.web.Chip;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.UriComponentsBuilder;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Draws up lists of conversations. */
@Component
class Rows {

    /** Rows of one piece. */
    static final int PIECE = 30;

    private final Conversations conversations;
    private final Contacts contacts;
    private final Chapters chapters;
    private final InstantSource time;

    Rows(Conversations conversations, Contacts contacts, Chapters chapters, InstantSource time) {
        this.conversations = conversations;
        this.contacts = contacts;
        this.chapters = chapters;
        this.time = time;
    }

    /**
     * A piece of a list.
     *
     * @param more the key behind which there are others; null where there are none
     */
    record Piece(List<Row> rows, @Nullable String more) {}

    /** Those behind that key; the newest where there is none. */
    @Transactional
    Piece list(Show show, String q, Member viewer, String behind) {
        var found =
                conversations.list(
                        new Conversations.Wanted(show, q, viewer.account()),
                        Row.place(behind),
                        PIECE + 1);
        var rows = rows(found.stream().limit(PIECE).toList());
        return new Piece(rows, found.size() > PIECE ? rows.getLast().key() : null);
    }

    @Transactional
    Optional<Row> find(Id contact) {
        return rows(conversations.find(contact).stream().toList()).stream().findFirst();
    }

    private List<Row> rows(List<Conversation> all) {
        var people =
                contacts.of(all.stream().map(Conversation::contactId).toList()).stream()
                        .collect(Collectors.toMap(Contact::id, Function.identity()));
        var told = new ArrayList<Contact>();
        for (var conversation : all) {
            var contact = people.get(conversation.contactId());
            if (contact != null && conversation.endsWithEvent()) {
                told.add(contact);
            }
        }
        var latest = chapters.latest(told);
        var now = time.instant();
        var rows = new ArrayList<Row>();
        for (var conversation : all) {
            var contact = people.get(conversation.contactId());
            if (contact != null) {
                rows.add(Row.of(conversation, contact, latest.get(contact.id()), now));
            }
        }
        return rows;
    }

    /** How the list can be narrowed down. */
    List<Chip> chips(Show current, String q, Member viewer) {
        var counts = conversations.counts(viewer.account());
        return Arrays.stream(new Show[] {Show.MINE, Show.UNASSIGNED, Show.ALL})
                .map(show ->
                        new Chip(
                                show.label(),
                                show == Show.ALL ? null : counts.getOrDefault(show, 0L),
                                address("/messages", show, q),
                                show == current))
                .toList();
    }

    /** An address that keeps how the list is narrowed down. */
    static String address(String path, Show show, String q) {
        var address = UriComponentsBuilder.fromPath(path);
        if (!show.key().isEmpty()) {
            address.queryParam("show", show.key());
        }
        if (!q.isBlank()) {
            address.queryParam("q", "{q}");
            return address.encode().buildAndExpand(q).toUriString();
        }
        return address.toUriString();
    }
}

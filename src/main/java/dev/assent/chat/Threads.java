package dev.assent.chat;

import dev.assent.permission.Chapter;
import dev.assent.permission.Chapters;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Draws up what was written and what happened between the business and a person. */
@Component
class Threads {

    /** Messages of one piece. */
    static final int PIECE = 50;

    private static final int QUOTED = 80;

    private final Messages messages;
    private final Reactions reactions;
    private final Chapters chapters;
    private final MessageSource sentences;

    Threads(Messages messages, Reactions reactions, Chapters chapters, MessageSource sentences) {
        this.messages = messages;
        this.reactions = reactions;
        this.chapters = chapters;
        this.sentences = sentences;
    }

    /**
     * A piece of a thread, the oldest line first.
     *
     * @param from the key where it begins; empty where the whole thread does
     * @param earlier the key before which there is more; null where there is none
     * @param last the newest message, which whoever sees this has seen; null where there is none
     */
    record Piece(List<Line> lines, String from, @Nullable String earlier, @Nullable Id last) {}

    /** The newest piece. */
    @Transactional
    Piece newest(Id contact) {
        return piece(contact, null, null);
    }

    /** The same, with a line before the last so many that the person wrote. */
    @Transactional
    Piece newest(Id contact, int unread) {
        var piece = newest(contact);
        var heard =
                piece.lines().stream()
                        .flatMap(line -> Stream.ofNullable(line.message()))
                        .filter(Message::incoming)
                        .toList();
        if (unread == 0 || heard.isEmpty()) {
            return piece;
        }
        var mark = Line.unreadFrom(heard.get(Math.max(0, heard.size() - unread)));
        var lines = new ArrayList<>(piece.lines());
        lines.add(mark);
        lines.sort(Comparator.comparing(Line::key));
        return new Piece(List.copyOf(lines), piece.from(), piece.earlier(), piece.last());
    }

    /** The piece before that key; the newest if it is none. */
    @Transactional
    Piece before(Id contact, String key) {
        var place = Line.place(key);
        return place == null ? newest(contact) : piece(contact, place, key);
    }

    private Piece piece(Id contact, Messages.@Nullable Place place, @Nullable String before) {
        var found = messages.before(contact, place, PIECE + 1);
        var shown = found.stream().limit(PIECE).toList().reversed();
        var more = found.size() > PIECE;
        var from = more ? Line.key(shown.getFirst()) : "";
        var lines = new ArrayList<Line>();
        var quotes = quotes(shown);
        for (var message : shown) {
            lines.add(Line.of(message, quotes.get(message.answers()), trouble(message)));
        }
        lines.addAll(events(contact, from, before));
        lines.sort(Comparator.comparing(Line::key));
        return new Piece(
                withDays(lines), from, more ? from : null, shown.isEmpty() ? null : newest(shown));
    }

    private List<Line> events(Id contact, String from, @Nullable String before) {
        var told = new ArrayList<Chapter>();
        for (var chapter : chapters.of(contact)) {
            var key = Line.key(chapter);
            if (key.compareTo(from) >= 0 && (before == null || key.compareTo(before) < 0)) {
                told.add(chapter);
            }
        }
        var signs =
                reactions.on(
                        told.stream()
                                .flatMap(chapter -> Stream.ofNullable(chapter.messageId()))
                                .toList());
        return told.stream()
                .map(chapter -> Line.of(chapter, signs.get(chapter.messageId())))
                .toList();
    }

    private static Id newest(List<Message> shown) {
        return shown.stream().map(Message::id).max(Comparator.naturalOrder()).orElseThrow();
    }

    private Map<@Nullable String, String> quotes(List<Message> shown) {
        var answered = new LinkedHashSet<String>();
        for (var message : shown) {
            if (message.answers() != null) {
                answered.add(message.answers());
            }
        }
        var quotes = new HashMap<@Nullable String, String>();
        for (var message : messages.of(answered)) {
            quotes.put(message.messageId(), quote(message));
        }
        return quotes;
    }

    private static String quote(Message message) {
        var words = Kinds.brief(message.kind(), message.body().strip());
        return words.codePointCount(0, words.length()) <= QUOTED
                ? words
                : words.substring(0, words.offsetByCodePoints(0, QUOTED)) + "…";
    }

    private @Nullable String trouble(Message message) {
        var key = message.trouble();
        return key == null ? null : sentences.getMessage(key, null, Locale.ENGLISH);
    }

    private static List<Line> withDays(List<Line> lines) {
        var zone = Tenant.current().zone();
        var all = new ArrayList<Line>();
        var day = LocalDate.MIN;
        for (var line : lines) {
            var its = Objects.requireNonNull(line.at()).atZone(zone).toLocalDate();
            if (!its.equals(day)) {
                day = its;
                all.add(Line.of(day, day.atStartOfDay(zone).toInstant()));
            }
            all.add(line);
        }
        return List.copyOf(all);
    }
}

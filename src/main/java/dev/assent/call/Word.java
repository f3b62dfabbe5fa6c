package dev.assent.call;

import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Notice;
import dev.assent.whatsapp.Person;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Something that Meta told about a call.
 *
 * @param attempt our name of it, where it was echoed
 * @param course all that it tells
 * @param remote how the far end can be reached
 */
record Word(
        String wacid,
        @Nullable Id attempt,
        Person person,
        Course course,
        @Nullable SessionDescription remote) {

    /** Null if it is about something else. */
    static @Nullable Word of(Notice notice) {
        return switch (notice) {
            case Notice.CallConnect connect ->
                    new Word(
                            connect.callId(),
                            connect.attempt(),
                            connect.person(),
                            course(connect),
                            SessionDescription.theirs(connect.sdp()).orElse(null));
            case Notice.CallStatus status ->
                    new Word(
                            status.callId(),
                            status.attempt(),
                            status.person(),
                            told(false, status.callId(), status.at())
                                    .and(fact(status.progress()), status.at()),
                            null);
            case Notice.CallTerminate end ->
                    new Word(end.callId(), end.attempt(), end.person(), course(end), null);
            case Notice.PermissionReply _,
                    Notice.Message _,
                    Notice.Renumbered _,
                    Notice.MessageStatus _,
                    Notice.MarketingPreference _,
                    Notice.TemplateStatus _,
                    Notice.TemplateCategory _,
                    Notice.TemplateQuality _,
                    Notice.SettingsChanged _,
                    Notice.Restricted _,
                    Notice.Warned _,
                    Notice.Complained _,
                    Notice.Unknown _ ->
                    null;
        };
    }

    /** The call, if nobody has heard of it before. */
    Call call(Id number, Id contact) {
        return new Call(
                Id.fresh(), number, contact, course, null, null, remote, null, null, null, null);
    }

    private static Course course(Notice.CallConnect connect) {
        var incoming = connect.direction() == Notice.Direction.INCOMING;
        var course =
                told(incoming, connect.callId(), connect.at()).and(Fact.CONNECTED, connect.at());
        return incoming ? course.and(Fact.RINGING, connect.at()) : course;
    }

    private static Course course(Notice.CallTerminate end) {
        var incoming = end.direction() == Notice.Direction.INCOMING;
        var first =
                Stream.of(end.start(), end.end(), end.at())
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(end.at());
        var course =
                told(incoming, end.callId(), first)
                        .and(Fact.TERMINATED, Objects.requireNonNullElse(end.end(), end.at()))
                        .lasting(end.duration());
        if (end.start() != null) {
            course = course.and(Fact.STARTED, end.start());
        }
        return end.failed() || !end.errors().isEmpty()
                ? course.and(Fact.BROKE_DOWN, end.at())
                        .because(
                                end.errors().stream()
                                        .map(Placing::cause)
                                        .min(Comparator.naturalOrder())
                                        .orElse(null))
                : course;
    }

    private static Course told(boolean incoming, String wacid, Instant at) {
        return Course.unknown(incoming).named(wacid).and(Fact.TOLD, at);
    }

    private static Fact fact(Notice.CallProgress progress) {
        return switch (progress) {
            case RINGING -> Fact.RINGING;
            case ACCEPTED -> Fact.ACCEPTED;
            case REJECTED -> Fact.REJECTED;
        };
    }
}

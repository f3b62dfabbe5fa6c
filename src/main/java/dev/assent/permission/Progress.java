package dev.assent.permission;

import dev.assent.rules.RequestLife;
import dev.assent.rules.RequestLife.Status;
import dev.assent.web.Kind;
import dev.assent.web.Look;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What requests are told apart by in lists. */
enum Progress implements Kind {
    WAITING(
            "Waiting",
            "hourglass",
            "wait",
            Status.UNKNOWN,
            Status.SENT,
            Status.DELIVERED,
            Status.READ),
    ALLOWED("Allowed", "phone-check", "info", Status.ACCEPTED),
    DECLINED("Declined", "phone-x", "stop", Status.DECLINED),
    EXPIRED("Expired", "clock", "idle", Status.EXPIRED),
    REPLACED("Replaced", "arrow-back-up", "idle", Status.SUPERSEDED),
    FAILED("Failed", "alert-circle", "stop", Status.FAILED);

    private final Look look;
    private final List<Status> statuses;

    Progress(String word, String icon, String tone, Status... statuses) {
        this.look = new Look(word, icon, tone);
        this.statuses = List.of(statuses);
    }

    @Override
    public Look look() {
        return look;
    }

    List<Status> statuses() {
        return statuses;
    }

    static Progress of(RequestLife.Status status) {
        return Arrays.stream(values())
                .filter(progress -> progress.statuses.contains(status))
                .findFirst()
                .orElseThrow();
    }

    static Optional<Progress> ofKey(@Nullable String key) {
        return Kind.ofKey(values(), key);
    }

    /** How far exactly, in words. */
    static String word(RequestLife.Status status) {
        return switch (status) {
            case UNKNOWN -> "Not confirmed";
            case SENT -> "Sent";
            case DELIVERED -> "Delivered";
            case READ -> "Read";
            case ACCEPTED, DECLINED, EXPIRED, FAILED, SUPERSEDED -> of(status).word();
        };
    }

    /** The icon of exactly that. */
    static String icon(RequestLife.Status status) {
        return switch (status) {
            case UNKNOWN -> "help-circle";
            case SENT -> "send";
            case DELIVERED -> "check";
            case READ -> "checks";
            case ACCEPTED, DECLINED, EXPIRED, FAILED, SUPERSEDED -> of(status).icon();
        };
    }
}

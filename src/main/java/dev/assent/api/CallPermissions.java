package dev.assent.api;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.assent.number.BusinessNumber;
import dev.assent.permission.Sheet;
import dev.assent.permission.Wording;
import dev.assent.rules.Limit;
import dev.assent.rules.RequestLife;
import dev.assent.rules.Standing;
import dev.assent.rules.Verdict;

import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Where a person stands with a number, and what may be done. */
record CallPermissions(
        String contact,
        String number,
        StandingNow standing,
        @Nullable LatestRequest request,
        @JsonProperty("unanswered_in_a_row") int unansweredInARow,
        @JsonProperty("window_open_until") @Nullable Instant windowOpenUntil,
        List<Action> actions) {

    /**
     * @param until when the grant ends or has ended; null on a permanent one
     */
    record StandingNow(
            @Schema(
                            allowableValues = {
                                "not_requested",
                                "pending",
                                "granted",
                                "declined",
                                "revoked",
                                "expired"
                            })
                    String status,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable Boolean permanent,
            @Schema(allowableValues = {"request", "callback", "profile", "reading"})
                    @Nullable String source,
            @JsonProperty("revoked_by") @Schema(allowableValues = {"user", "platform", "unknown"})
                    @Nullable String revokedBy) {

        static StandingNow of(Standing standing) {
            return switch (standing) {
                case Standing.NotRequested _ ->
                        new StandingNow("not_requested", null, null, null, null, null);
                case Standing.Pending pending ->
                        new StandingNow("pending", pending.since(), null, null, null, null);
                case Standing.Granted granted -> granted("granted", granted.since(), granted);
                case Standing.Declined declined ->
                        new StandingNow("declined", declined.since(), null, null, null, null);
                case Standing.Revoked revoked ->
                        new StandingNow(
                                "revoked", revoked.since(), null, null, null, word(revoked.by()));
                case Standing.Expired expired ->
                        granted("expired", expired.since(), expired.last());
            };
        }

        private static StandingNow granted(String status, Instant since, Standing.Granted grant) {
            return new StandingNow(
                    status, since, grant.until(), grant.permanent(), word(grant.source()), null);
        }
    }

    record LatestRequest(
            String id,
            String status,
            @JsonProperty("sent_at") Instant sentAt,
            @JsonProperty("expires_at") Instant expiresAt) {

        static @Nullable LatestRequest of(List<RequestLife> requests) {
            if (requests.isEmpty()) {
                return null;
            }
            var latest = requests.getLast();
            return new LatestRequest(
                    latest.attempt(), word(latest.status()), latest.moment(), latest.until());
        }
    }

    record Action(
            @Schema(allowableValues = {"send_call_permission_request", "start_call"}) String action,
            boolean allowed,
            List<Reason> reasons,
            List<Caution> cautions,
            List<LimitUse> limits) {

        static Action of(String name, Verdict verdict, List<Limit> limits, Wording wording) {
            var uses = limits.stream().map(LimitUse::of).toList();
            return switch (verdict) {
                case Verdict.Allowed allowed ->
                        new Action(
                                name,
                                true,
                                List.of(),
                                allowed.cautions().stream()
                                        .map(caution ->
                                                new Caution(caution.name(), wording.of(caution)))
                                        .toList(),
                                uses);
                case Verdict.Refused refused ->
                        new Action(
                                name,
                                false,
                                Reason.of(refused.reasons(), wording),
                                List.of(),
                                uses);
            };
        }
    }

    /**
     * @param clearsAt when it is over if nothing else happens
     */
    record Reason(
            String code, String message, @JsonProperty("clears_at") @Nullable Instant clearsAt) {

        static List<Reason> of(List<Verdict.Reason> reasons, Wording wording) {
            return reasons.stream()
                    .map(reason ->
                            new Reason(reason.code().name(), wording.of(reason), reason.clearsAt()))
                    .toList();
        }
    }

    record Caution(String code, String message) {}

    record LimitUse(
            @Schema(allowableValues = {"PT24H", "P7D", "GRANT"}) String period,
            int max,
            int used,
            @JsonProperty("resets_at") @Nullable Instant resetsAt) {

        static LimitUse of(Limit limit) {
            return new LimitUse(limit.period().name(), limit.max(), limit.used(), limit.resetsAt());
        }
    }

    static CallPermissions of(BusinessNumber number, String contact, Sheet sheet) {
        var position = sheet.position();
        var wording = new Wording(sheet);
        return new CallPermissions(
                contact,
                number.phoneNumberId(),
                StandingNow.of(position.standing()),
                LatestRequest.of(position.requests()),
                position.unansweredRow().size(),
                position.windowOpenUntil(),
                List.of(
                        Action.of(
                                "send_call_permission_request",
                                sheet.mayAsk(),
                                position.askLimits(),
                                wording),
                        Action.of("start_call", sheet.mayCall(), position.callLimits(), wording)));
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

package dev.assent.api;

import dev.assent.permission.Requests;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Persistent;
import dev.assent.tenancy.Sha256;
import dev.assent.time.RealTime;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lets a program repeat a request without repeating its effect: for 24 hours the first answer under
 * a key is given again. Each statement stands alone, so that all nodes see at once what one has
 * begun; and is done again if a deadlock with another one, perhaps of the same key, chose it.
 */
@Component
class Idempotency {

    private static final Duration REMEMBERED = Duration.ofHours(24);

    /** Longer than Meta may take: whoever began this long ago has died over it. */
    private static final Duration LONGEST_WORK = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final Persistent persistent;
    private final Requests requests;
    private final JsonMapper json;
    private final InstantSource time;

    Idempotency(
            JdbcClient jdbc,
            Persistent persistent,
            Requests requests,
            JsonMapper json,
            @RealTime InstantSource time) {
        this.jdbc = jdbc;
        this.persistent = persistent;
        this.requests = requests;
        this.json = json;
        this.time = time;
    }

    private record Row(
            byte[] requestHash,
            Id attempt,
            Instant begunAt,
            @Nullable Integer status,
            @Nullable String location,
            @Nullable String body) {}

    /**
     * Does the work unless the key was used before.
     *
     * @param work is given the identity of the request it may make
     * @param told tells of a request that was made by somebody who died before telling of it
     * @throws ErrorResponseException if the key came with another body, or its work still goes on
     */
    Reply once(String key, Object request, Function<Id, Reply> work, Function<Id, Reply> told) {
        var keyHash = Sha256.of(key);
        var requestHash = Sha256.of(json.writeValueAsString(request));
        forgetOld(keyHash);
        var attempt = Id.fresh();
        if (begin(keyHash, requestHash, attempt)) {
            return finish(keyHash, attempt, work);
        }
        var known = find(keyHash);
        if (known.isEmpty()) {
            throw inProgress();
        }
        if (!Arrays.equals(known.get().requestHash(), requestHash)) {
            throw Problem.unprocessable(
                    "Idempotency-Key", "This key was used with another request. Use a new key.");
        }
        return again(keyHash, known.get(), work, told);
    }

    private Reply again(
            byte[] keyHash, Row known, Function<Id, Reply> work, Function<Id, Reply> told) {
        if (known.status() != null && known.body() != null) {
            return new Reply(known.status(), known.location(), known.body(), known.status() >= 400);
        }
        if (known.begunAt().plus(LONGEST_WORK).isAfter(time.instant())
                || !takeOver(keyHash, known)) {
            throw inProgress();
        }
        return requests.find(known.attempt()).isPresent()
                ? keep(keyHash, told.apply(known.attempt()))
                : finish(keyHash, known.attempt(), work);
    }

    /** A refusal before anything was done leaves no trace; after any other failure nobody knows. */
    private Reply finish(byte[] keyHash, Id attempt, Function<Id, Reply> work) {
        try {
            return keep(keyHash, work.apply(attempt));
        } catch (ErrorResponseException refusal) {
            forget(keyHash);
            throw refusal;
        }
    }

    private boolean begin(byte[] keyHash, byte[] requestHash, Id attempt) {
        try {
            write(
                    jdbc.sql(
                                    """
                                    insert into idempotency
                                        (key_hash, request_hash, attempt, begun_at)
                                    values (?, ?, ?, ?)
                                    """)
                            .params(keyHash, requestHash, attempt.value(), time.instant()));
            return true;
        } catch (DuplicateKeyException used) {
            return false;
        }
    }

    private Optional<Row> find(byte[] keyHash) {
        return jdbc.sql(
                        """
                        select request_hash, attempt, begun_at, status, location, body
                        from idempotency where key_hash = ?
                        """)
                .param(keyHash)
                .query(Row.class)
                .optional();
    }

    private boolean takeOver(byte[] keyHash, Row known) {
        return write(
                        jdbc.sql(
                                        """
                                        update idempotency set begun_at = ?
                                        where key_hash = ? and begun_at = ? and status is null
                                        """)
                                .params(time.instant(), keyHash, known.begunAt()))
                == 1;
    }

    private Reply keep(byte[] keyHash, Reply reply) {
        write(
                jdbc.sql(
                                "update idempotency set status = ?, location = ?, body = ? where"
                                        + " key_hash = ?")
                        .param(reply.status())
                        .param(reply.location())
                        .param(reply.body())
                        .param(keyHash));
        return reply;
    }

    private void forget(byte[] keyHash) {
        write(jdbc.sql("delete from idempotency where key_hash = ?").param(keyHash));
    }

    private void forgetOld(byte[] keyHash) {
        write(
                jdbc.sql("delete from idempotency where key_hash = ? and begun_at < ?")
                        .params(keyHash, time.instant().minus(REMEMBERED)));
        write(
                jdbc.sql("delete from idempotency where begun_at < ? limit 100")
                        .param(time.instant().minus(REMEMBERED)));
    }

    private int write(JdbcClient.StatementSpec statement) {
        return persistent.execute(_ -> statement.update());
    }

    private static ErrorResponseException inProgress() {
        var problem =
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.CONFLICT,
                        "The first request with this key is still being worked on. Ask again in a"
                                + " moment.");
        problem.setProperty("code", "IDEMPOTENCY_IN_PROGRESS");
        return new ErrorResponseException(HttpStatus.CONFLICT, problem, null);
    }
}

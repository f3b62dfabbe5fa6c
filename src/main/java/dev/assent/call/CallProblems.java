package dev.assent.call;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.assent.rules.Verdict;
import dev.assent.whatsapp.MetaError;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

import java.time.Instant;
import java.util.List;

/** What a browser hears of a call that cannot be: problem documents with a sentence for people. */
@RestControllerAdvice(assignableTypes = CallController.class)
class CallProblems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(CallProblems.class);

    /**
     * Why somebody cannot be called.
     *
     * @param clearsAt when it is over if nothing else happens
     */
    record Reason(
            String code, String message, @JsonProperty("clears_at") @Nullable Instant clearsAt) {}

    private record Meta(int code) {}

    static ErrorResponseException nowhere() {
        return problem(HttpStatus.NOT_FOUND, "There is no such call, person or number.");
    }

    static ErrorResponseException unfit(String field, String detail) {
        var problem = problem(HttpStatus.UNPROCESSABLE_CONTENT, detail);
        problem.getBody().setProperty("field", field);
        return problem;
    }

    /** What a browser of ours says about itself, if Meta may get it. */
    static SessionDescription fit(@Nullable String sdp, SessionDescription.Role role) {
        try {
            return SessionDescription.ours(sdp, role);
        } catch (SessionDescription.Unfit unfit) {
            log.info("the {} of a browser was turned away: {}", role, unfit.getMessage());
            throw unfit(
                    role == SessionDescription.Role.OFFER ? "offer" : "answer",
                    "What this browser says about the call cannot be used: %s. Load the page again; if it keeps happening, use another browser."
                            .formatted(unfit.getMessage()));
        }
    }

    /** The decisive reason comes first. */
    static ErrorResponseException forbidden(List<Reason> reasons) {
        var problem = problem(HttpStatus.CONFLICT, reasons.getFirst().message());
        problem.getBody().setTitle("The rules do not allow it now");
        problem.getBody().setProperty("reasons", reasons);
        return problem;
    }

    static ErrorResponseException toConfirm(Verdict.Caution caution, String words) {
        var problem = conflict("CONFIRM", words);
        problem.getBody().setProperty("caution", caution.name());
        return problem;
    }

    static ErrorResponseException engaged() {
        return conflict("ENGAGED", "You are in another call. End it first.");
    }

    static ErrorResponseException conflict(String code, String words) {
        var problem = problem(HttpStatus.CONFLICT, words);
        problem.getBody().setProperty("code", code);
        return problem;
    }

    /** Meta said no, or nothing. */
    static ErrorResponseException metaSaid(Call call, @Nullable MetaError error, String words) {
        var problem = problem(HttpStatus.BAD_GATEWAY, words);
        problem.getBody().setProperty("call", call.id().toString());
        if (error != null) {
            problem.getBody().setProperty("meta", new Meta(error.code()));
        }
        return problem;
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        return new ErrorResponseException(
                status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }

    /** What cannot be an id is no id of ours. */
    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return handleErrorResponseException(nowhere(), headers, HttpStatus.NOT_FOUND, request);
    }
}

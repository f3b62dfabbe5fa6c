package dev.assent.api;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

import java.util.List;

/** Refusals, as problem documents (RFC 9457). */
final class Problem {

    private Problem() {}

    static ErrorResponseException notFound(String detail) {
        return new ErrorResponseException(
                HttpStatus.NOT_FOUND,
                ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, detail),
                null);
    }

    /** Something in the request cannot be; the field tells what. */
    static ErrorResponseException unprocessable(String field, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, detail);
        problem.setProperty("field", field);
        return new ErrorResponseException(HttpStatus.UNPROCESSABLE_CONTENT, problem, null);
    }

    static ErrorResponseException tooLarge(int most) {
        return new ErrorResponseException(
                HttpStatus.CONTENT_TOO_LARGE,
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "A request has at most %,d bytes.".formatted(most)),
                null);
    }

    static ProblemDetail forbidden(List<CallPermissions.Reason> reasons) {
        var problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, reasons.getFirst().message());
        problem.setTitle("The rules do not allow it now");
        problem.setProperty("reasons", reasons);
        return problem;
    }
}

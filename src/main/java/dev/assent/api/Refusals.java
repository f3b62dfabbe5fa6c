package dev.assent.api;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers with the problem document that a refusal brings along. */
@RestControllerAdvice(basePackageClasses = Refusals.class)
class Refusals extends ResponseEntityExceptionHandler {

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (unreadable.getRootCause() instanceof ErrorResponseException stopped) {
            return handleErrorResponseException(stopped, headers, stopped.getStatusCode(), request);
        }
        return handleExceptionInternal(
                unreadable,
                ProblemDetail.forStatusAndDetail(
                        status,
                        "The body is not a JSON object with the fields that docs/api.md names."),
                headers,
                status,
                request);
    }

    /** What cannot be an id is no id of ours. */
    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return handleErrorResponseException(
                Problem.notFound("There is nothing with this id."),
                headers,
                HttpStatus.NOT_FOUND,
                request);
    }
}

package dev.assent.simulator;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import tools.jackson.core.JacksonException;

import java.util.Optional;

/** What programs get to read when something cannot be done. */
@RestControllerAdvice(assignableTypes = {SimulatorPhones.class, SimulatorWorld.class})
@InDemoMode
class SimulatorRefusals {

    @ExceptionHandler
    ProblemDetail absent(Absent refusal) {
        return problem(HttpStatus.NOT_FOUND, refusal);
    }

    @ExceptionHandler
    ProblemDetail impossible(Impossible refusal) {
        var problem = problem(HttpStatus.CONFLICT, refusal);
        if (refusal.until() != null) {
            problem.setProperty("until", refusal.until());
        }
        return problem;
    }

    /** Calling settings of a story or a new number that Meta would not take. */
    @ExceptionHandler
    ProblemDetail refused(GraphError refusal) {
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, refusal);
    }

    @ExceptionHandler({JacksonException.class, IllegalArgumentException.class})
    ProblemDetail unreadable(Exception failure) {
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, failure);
    }

    private static ProblemDetail problem(HttpStatus status, Exception reason) {
        return ProblemDetail.forStatusAndDetail(
                status, Optional.ofNullable(reason.getMessage()).orElse(status.getReasonPhrase()));
    }
}

package dev.assent.simulator;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

import tools.jackson.core.JacksonException;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** What people get to read when something cannot be done, and the time on every page. */
@ControllerAdvice(assignableTypes = {SimulatorPages.class, SimulatorOffice.class})
@InDemoMode
class SimulatorNotices {

    private final InstantSource time;

    SimulatorNotices(InstantSource time) {
        this.time = time;
    }

    @ModelAttribute("now")
    Instant now() {
        return time.instant();
    }

    @ExceptionHandler
    ModelAndView absent(Absent refusal, HttpServletRequest request, HttpServletResponse response) {
        return notice(request, response, HttpStatus.NOT_FOUND, words(refusal), null);
    }

    @ExceptionHandler
    ModelAndView impossible(
            Impossible refusal, HttpServletRequest request, HttpServletResponse response) {
        return notice(
                request,
                response,
                HttpStatus.UNPROCESSABLE_CONTENT,
                words(refusal),
                refusal.until());
    }

    @ExceptionHandler
    ModelAndView refused(
            GraphError refusal, HttpServletRequest request, HttpServletResponse response) {
        return notice(
                request,
                response,
                HttpStatus.UNPROCESSABLE_CONTENT,
                refusal.words(),
                refusal.until());
    }

    @ExceptionHandler
    ModelAndView mistyped(
            MethodArgumentTypeMismatchException failure,
            HttpServletRequest request,
            HttpServletResponse response) {
        var words = "“%s” is nothing that this page knows.".formatted(failure.getValue());
        return notice(request, response, HttpStatus.UNPROCESSABLE_CONTENT, words, null);
    }

    @ExceptionHandler({JacksonException.class, IllegalArgumentException.class})
    ModelAndView unreadable(
            Exception failure, HttpServletRequest request, HttpServletResponse response) {
        return notice(request, response, HttpStatus.UNPROCESSABLE_CONTENT, words(failure), null);
    }

    @ExceptionHandler
    ModelAndView incomplete(
            BindException failure, HttpServletRequest request, HttpServletResponse response) {
        var fields =
                failure.getFieldErrors().stream().map(FieldError::getField).distinct().toList();
        return notice(
                request,
                response,
                HttpStatus.UNPROCESSABLE_CONTENT,
                "Missing, or no number: " + String.join(", ", fields) + ".",
                null);
    }

    private ModelAndView notice(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            String words,
            @Nullable Instant until) {
        var fragment = request.getHeader("HX-Request") != null;
        var page = new ModelAndView(fragment ? "simulator/notice :: words" : "simulator/notice");
        page.addObject("now", time.instant());
        page.addObject("words", words);
        page.addObject("until", until);
        page.addObject("back", Back.to(request, "/simulator").replaceFirst("^redirect:", ""));
        if (fragment) {
            response.setHeader("HX-Retarget", "#notice");
            response.setHeader("HX-Reswap", "innerHTML");
        }
        // A missing phone is worth the same words beside the others, so htmx must swap it too.
        page.setStatus(fragment ? HttpStatus.UNPROCESSABLE_CONTENT : status);
        return page;
    }

    private static String words(Exception reason) {
        return Optional.ofNullable(reason.getMessage()).orElse("");
    }
}

package dev.assent.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

import java.net.URI;
import java.util.Objects;

/**
 * What is answered instead of the thing asked for: a page to people, a problem document (RFC 9457)
 * to programs and to scripts of our own.
 */
@Controller
class ErrorPages implements ErrorController {

    @RequestMapping("/error")
    @Nullable Object error(HttpServletRequest request, HttpServletResponse response, Model model) {
        if (response.isCommitted()) {
            // Of an answer that broke off, as streams do, the rest would be no page.
            return null;
        }
        var status = status(request);
        var mishap = Mishap.of(status);
        var reference = request.getAttribute(Failures.REFERENCE);
        if (isForProgram(request)) {
            return problem(mishap, request, reference);
        }
        response.setStatus(status.value());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        model.addAttribute("mishap", mishap);
        model.addAttribute("reference", reference);
        return "error/page";
    }

    private static ResponseEntity<ProblemDetail> problem(
            Mishap mishap, HttpServletRequest request, @Nullable Object reference) {
        var problem =
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.valueOf(mishap.status()), mishap.text());
        problem.setTitle(mishap.title());
        problem.setInstance(URI.create(path(request)));
        if (reference != null) {
            problem.setProperty("reference", reference);
        }
        return ResponseEntity.status(mishap.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static boolean isForProgram(HttpServletRequest request) {
        var accept = Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT), "");
        return path(request).startsWith("/api/")
                || request.getHeader("HX-Request") != null
                || (accept.contains("json") && !accept.contains("html"));
    }

    /** Nobody is sent here: who comes by the address itself finds nothing. */
    private static HttpStatus status(HttpServletRequest request) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var known = status instanceof Integer code ? HttpStatus.resolve(code) : null;
        return known == null
                ? status == null ? HttpStatus.NOT_FOUND : HttpStatus.INTERNAL_SERVER_ERROR
                : known;
    }

    private static String path(HttpServletRequest request) {
        var asked = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return asked == null ? request.getRequestURI() : asked.toString();
    }
}

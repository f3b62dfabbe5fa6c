package dev.assent.access;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Pages that say what went wrong and what to do next. */
@ControllerAdvice(basePackageClasses = Kindly.class)
class Kindly {

    @ExceptionHandler
    String tooManyTries(TooManyTries tooMany, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(tooMany.seconds()));
        model.addAttribute("minutes", tooMany.minutes());
        return "access/too-many-tries";
    }

    @ExceptionHandler(LinkGone.class)
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String linkGone() {
        return "access/link-gone";
    }
}

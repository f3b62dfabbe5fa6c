package dev.assent.web;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

import java.io.IOException;

/** A path with something in it that can be no identity leads nowhere. */
@ControllerAdvice
class Misfits {

    @ExceptionHandler
    void misfit(MethodArgumentTypeMismatchException misfit, HttpServletResponse response)
            throws IOException {
        var inPath = misfit.getParameter().hasParameterAnnotation(PathVariable.class);
        response.sendError((inPath ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST).value());
    }
}

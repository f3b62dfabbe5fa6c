package dev.assent.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;

/**
 * What another system hears that brings no key, or one we do not know. It leaves one line in the
 * log, without the key.
 */
@Component
class ApiKeyWanted implements AuthenticationEntryPoint {

    private static final Logger log = LoggerFactory.getLogger(ApiKeyWanted.class);

    private final JsonMapper json;

    ApiKeyWanted(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException nobody)
            throws IOException {
        log.info("refused with 401: {} {} by nobody", request.getMethod(), request.getRequestURI());
        var problem =
                ProblemDetail.forStatusAndDetail(
                        HttpStatus.UNAUTHORIZED,
                        "Send a valid API key as \"Authorization: Bearer KEY\". Keys are made under"
                                + " Settings, API keys.");
        response.setStatus(problem.getStatus());
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}

package dev.assent.web;

import dev.assent.tenancy.Id;
import dev.assent.tenancy.NotReady;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.core.Ordered;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

import java.io.IOException;

/**
 * Stands around everything: whatever nobody else dealt with is logged once, under a number that the
 * person is told, and becomes an error page.
 */
@Component
@FilterRegistration(
        order = Ordered.HIGHEST_PRECEDENCE,
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR})
class Failures implements Filter {

    /** The request attribute that holds the number of the log line. */
    static final String REFERENCE = Failures.class.getName();

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            decode((HttpServletRequest) request);
            chain.doFilter(request, response);
        } catch (ClientAbortException | AsyncRequestNotUsableException gone) {
            log.debug("the browser did not wait for the answer", gone);
        } catch (IOException | ServletException | RuntimeException | Error failure) {
            if (response.isCommitted()) {
                throw failure;
            }
            answer((HttpServletRequest) request, (HttpServletResponse) response, failure);
        }
    }

    /** Before anything is done for it; later a page that is half drawn would complain as well. */
    private static void decode(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && request.getMethod().equals(HttpMethod.GET.name())) {
            request.getParameterMap();
        }
    }

    private static void answer(
            HttpServletRequest request, HttpServletResponse response, Throwable failure)
            throws IOException {
        var cause =
                failure instanceof ServletException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        for (var inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof InvalidParameterException unreadable) {
                refuse(request, response, unreadable.getErrorCode());
                return;
            }
        }
        var reference = Id.fresh().toString();
        log.error("{}: {} {} failed", reference, request.getMethod(), path(request), cause);
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            lastResort(response);
            return;
        }
        request.setAttribute(REFERENCE, reference);
        response.sendError(status(cause).value());
    }

    /**
     * The server could not make sense of the parameters. It says so with their values, among which
     * may be secrets.
     */
    private static void refuse(HttpServletRequest request, HttpServletResponse response, int status)
            throws IOException {
        log.info("refused with {}: {} {}", status, request.getMethod(), path(request));
        response.sendError(status);
    }

    /** Without the database, or a schema to use, there is nothing wrong with the request itself. */
    private static HttpStatus status(Throwable failure) {
        return failure instanceof CannotCreateTransactionException
                        || failure instanceof CannotGetJdbcConnectionException
                        || failure instanceof NotReady
                ? HttpStatus.SERVICE_UNAVAILABLE
                : HttpStatus.INTERNAL_SERVER_ERROR;
    }

    /** Even the error page needs things that may be out of order. */
    private static void lastResort(HttpServletResponse response) throws IOException {
        response.reset();
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream()
                .write(new ClassPathResource("templates/error/last.html").getContentAsByteArray());
    }

    private static Object path(HttpServletRequest request) {
        var asked = request.getAttribute("jakarta.servlet.error.request_uri");
        return asked == null ? request.getRequestURI() : asked;
    }
}

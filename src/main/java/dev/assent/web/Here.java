package dev.assent.web;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The address of the current page, and others like it. A link that changes one parameter keeps the
 * rest, save for the page number: what is listed otherwise is seen from its first page.
 */
@Component("here")
public class Here {

    private static final String PAGE = "page";

    private final HttpServletRequest request;

    Here(HttpServletRequest request) {
        this.request = request;
    }

    /** A parameter of the current page. */
    public record Parameter(String name, String value) {}

    /** The path of the current page, without parameters. */
    public String path() {
        return request.getRequestURI();
    }

    /** This page with one parameter changed. An empty value takes the parameter away. */
    public String with(String name, Object value) {
        var parameters = new ArrayList<>(besides(name));
        var text = value.toString();
        if (!text.isEmpty()) {
            parameters.add(new Parameter(name, text));
        }
        return url(parameters);
    }

    /** This page without those parameters. */
    public String without(String... names) {
        var left = new HashSet<>(Arrays.asList(names));
        left.add(PAGE);
        return url(parameters(left));
    }

    /** What a form must send along besides these fields of its own. */
    public List<Parameter> besides(String... names) {
        var left = new HashSet<>(Arrays.asList(names));
        left.add(PAGE);
        return parameters(left);
    }

    private String url(List<Parameter> parameters) {
        if (parameters.isEmpty()) {
            return path();
        }
        return parameters.stream()
                .map(parameter -> encoded(parameter.name()) + "=" + encoded(parameter.value()))
                .collect(Collectors.joining("&", path() + "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private List<Parameter> parameters(Set<String> left) {
        return request.getParameterMap().entrySet().stream()
                .filter(entry -> !left.contains(entry.getKey()))
                .flatMap(entry ->
                        Arrays.stream(entry.getValue())
                                .filter(value -> !value.isEmpty())
                                .map(value -> new Parameter(entry.getKey(), value)))
                .toList();
    }
}

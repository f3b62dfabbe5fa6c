package dev.assent.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

import java.util.Arrays;

/** Reads {@code ?page=2&size=50&sort=-changed}. */
class PageRequests implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PageRequest.class;
    }

    @Override
    public PageRequest resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer model,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binder) {
        var own = parameter.getParameterAnnotation(Sorted.class);
        var sorted = own != null ? own : parameter.getContainingClass().getAnnotation(Sorted.class);
        if (sorted == null || sorted.value().length == 0) {
            throw new IllegalStateException("@Sorted is missing on " + parameter);
        }
        return read(
                sorted.value(),
                request.getParameter("page"),
                request.getParameter("size"),
                request.getParameter("sort"));
    }

    static PageRequest read(
            String[] orders, @Nullable String page, @Nullable String size, @Nullable String sort) {
        var order = order(orders, sort);
        var number = number(page);
        return new PageRequest(
                number < 1 || number > PageRequest.FURTHEST ? 1 : number,
                PageRequest.SIZES.contains(number(size))
                        ? number(size)
                        : PageRequest.SIZES.getFirst(),
                key(order),
                order.startsWith("-"));
    }

    private static String order(String[] orders, @Nullable String asked) {
        return asked != null
                        && Arrays.stream(orders).anyMatch(order -> key(order).equals(key(asked)))
                ? asked
                : orders[0];
    }

    private static String key(String order) {
        return order.startsWith("-") ? order.substring(1) : order;
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("\\d{1,7}") ? Integer.parseInt(text) : 0;
    }
}

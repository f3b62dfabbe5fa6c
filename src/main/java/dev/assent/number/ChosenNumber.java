package dev.assent.number;

import dev.assent.tenancy.Id;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Optional;

/** Which of the business's numbers a person works with, for as long as they are signed in. */
@Component
public class ChosenNumber {

    private static final String ATTRIBUTE = "assent.number";

    private final Numbers numbers;
    private final HttpServletRequest request;

    ChosenNumber(Numbers numbers, HttpServletRequest request) {
        this.numbers = numbers;
        this.request = request;
    }

    /** The number of whoever asks: the one chosen, else the first; empty if none is connected. */
    public Optional<BusinessNumber> current() {
        return of(numbers.connected());
    }

    /** The same among these, which are all that are connected. */
    Optional<BusinessNumber> of(List<BusinessNumber> connected) {
        var chosen = chosen();
        return connected.stream()
                .filter(number -> chosen.filter(number.id()::equals).isPresent())
                .findFirst()
                .or(() -> connected.stream().findFirst());
    }

    void choose(BusinessNumber number) {
        request.getSession().setAttribute(ATTRIBUTE, number.id().value());
    }

    private Optional<Id> chosen() {
        var session = request.getSession(false);
        return session != null && session.getAttribute(ATTRIBUTE) instanceof Long value
                ? Optional.of(new Id(value))
                : Optional.empty();
    }
}

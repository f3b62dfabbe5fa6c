package dev.assent.permission;

import dev.assent.number.BusinessNumber;
import dev.assent.rules.Happening;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.List;

/** Enters what happened before we were there to see it. Needs a transaction. */
@Component
public class Chronicle {

    private final Books books;
    private final Requests requests;

    Chronicle(Books books, Requests requests) {
        this.books = books;
        this.requests = requests;
    }

    /**
     * A request that was made then.
     *
     * @param template its name; null if it was free-form
     * @param body as the person saw it
     * @param asker the account of the member who asked; null where that is unknown
     */
    public record PastRequest(
            Id attempt,
            Instant at,
            @Nullable String template,
            @Nullable String language,
            String body,
            String askedBy,
            @Nullable Id asker) {

        /** By somebody who is no member, or no more. */
        public PastRequest(
                Id attempt,
                Instant at,
                @Nullable String template,
                @Nullable String language,
                String body,
                String askedBy) {
            this(attempt, at, template, language, body, askedBy, null);
        }
    }

    /**
     * Enters these requests and whatever else happened between the two.
     *
     * @param known since when they know each other
     */
    public void enter(
            BusinessNumber number,
            Id contact,
            Instant known,
            List<PastRequest> asked,
            List<? extends Happening> happened) {
        var book = books.open(new Pair.Key(number.id(), contact), known);
        for (var request : asked) {
            requests.add(book.pair(), request);
            book.post(new Happening.Request(request.attempt().toString(), request.at()));
        }
        happened.forEach(book::post);
        books.save(List.of(book));
    }
}

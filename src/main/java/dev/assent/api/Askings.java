package dev.assent.api;

import dev.assent.contact.Contacts;
import dev.assent.number.BusinessNumber;
import dev.assent.permission.Ask;
import dev.assent.permission.Asked;
import dev.assent.permission.Asking;
import dev.assent.permission.Request;
import dev.assent.permission.Requests;
import dev.assent.permission.Sheets;
import dev.assent.permission.Wording;
import dev.assent.rules.RequestLife;
import dev.assent.rules.Verdict;
import dev.assent.template.Template;
import dev.assent.template.Templates;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Lengths;
import dev.assent.whatsapp.MetaError;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.databind.json.JsonMapper;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Turns what a program wants into a question to a person, and what came of it into an answer. */
@Component
class Askings {

    private static final String UNKNOWN =
            "Whether WhatsApp has the request is unknown; it counts as sent until more is heard.";
    private static final String REFUSED = "WhatsApp refused the request; nothing was sent.";
    private static final String NOT_REACHED =
            "WhatsApp could not be reached; nothing was sent. Try again later.";

    private final Lookup lookup;
    private final Templates templates;
    private final Contacts contacts;
    private final Asking asking;
    private final Requests requests;
    private final Sheets sheets;
    private final TransactionTemplate transactions;
    private final InstantSource time;
    private final JsonMapper json;

    Askings(
            Lookup lookup,
            Templates templates,
            Contacts contacts,
            Asking asking,
            Requests requests,
            Sheets sheets,
            TransactionTemplate transactions,
            InstantSource time,
            JsonMapper json) {
        this.lookup = lookup;
        this.templates = templates;
        this.contacts = contacts;
        this.asking = asking;
        this.requests = requests;
        this.sheets = sheets;
        this.transactions = transactions;
        this.time = time;
        this.json = json;
    }

    /**
     * Asks, and tells how it went.
     *
     * @param attempt the identity the request will have
     * @throws org.springframework.web.ErrorResponseException if the request cannot be understood
     */
    Reply ask(NewRequest wanted, Id attempt, String caller) {
        var ask = transactions.execute(transaction -> read(wanted, attempt, caller));
        Objects.requireNonNull(ask);
        return switch (asking.ask(ask)) {
            case Asked.Sent(var request) -> reply(HttpStatus.CREATED, request);
            case Asked.Unknown(var request, var error) ->
                    error == null
                            ? reply(HttpStatus.ACCEPTED, request)
                            : metaSaid(request, Meta.of(error), UNKNOWN);
            case Asked.Forbidden(var reasons) -> forbidden(ask, reasons);
            case Asked.Refused(var request, var error) ->
                    metaSaid(request, Meta.of(error), REFUSED);
            case Asked.NotConnected(var request) -> metaSaid(request, null, NOT_REACHED);
        };
    }

    /** Tells of a request that was made, as {@link #ask} would have by what is known of it. */
    Reply tell(Id attempt) {
        var request = requests.find(attempt).orElseThrow();
        if (request.messageId() != null) {
            return reply(HttpStatus.CREATED, request);
        }
        var meta = Meta.of(request);
        if (request.status() == RequestLife.Status.FAILED) {
            return metaSaid(request, meta, meta == null ? NOT_REACHED : REFUSED);
        }
        return meta == null
                ? reply(HttpStatus.ACCEPTED, request)
                : metaSaid(request, meta, UNKNOWN);
    }

    private Ask read(NewRequest wanted, Id attempt, String caller) {
        var number = lookup.number(required("number", wanted.number()));
        var phone = Lookup.phone(required("contact", wanted.contact()));
        var way = way(wanted, number);
        return new Ask(attempt, number, contacts.enter(phone), way, caller);
    }

    private Ask.Way way(NewRequest wanted, BusinessNumber number) {
        return switch (required("kind", wanted.kind())) {
            case "free_form" -> freeForm(wanted.body());
            case "template" -> byTemplate(wanted, number);
            case String other ->
                    throw Problem.unprocessable(
                            "kind", "The kind is free_form or template, not %s.".formatted(other));
        };
    }

    private static Ask.Way freeForm(@Nullable String body) {
        if (Ask.FreeForm.tooLong(body)) {
            throw Problem.unprocessable(
                    "body", "The text has at most %,d characters.".formatted(Lengths.BODY));
        }
        return new Ask.FreeForm(body);
    }

    private Ask.Way byTemplate(NewRequest wanted, BusinessNumber number) {
        var template = template(wanted, number);
        if (!template.wordsOnly()) {
            throw Problem.unprocessable(
                    "template",
                    "A picture, a file or the value of a button belongs to this template. Such"
                            + " templates cannot be sent from here.");
        }
        var variables = given(wanted.variables());
        var missing = template.missing(variables);
        if (!missing.isEmpty()) {
            throw Problem.unprocessable(
                    "variables", "The template needs: %s.".formatted(String.join(", ", missing)));
        }
        if (template.tooLong(variables)) {
            throw Problem.unprocessable(
                    "variables",
                    "With these values the template is longer than WhatsApp allows. Shorten them.");
        }
        return new Ask.ByTemplate(template, variables);
    }

    /** A value of null is none. */
    private static Map<String, String> given(@Nullable Map<String, @Nullable String> variables) {
        var given = new HashMap<String, String>();
        if (variables != null) {
            variables.forEach((name, value) -> {
                if (value != null) {
                    given.put(name, value);
                }
            });
        }
        return given;
    }

    private Template template(NewRequest wanted, BusinessNumber number) {
        var name = required("template", wanted.template());
        var named =
                templates.named(number.wabaId(), name).stream()
                        .filter(template ->
                                wanted.language() == null
                                        || wanted.language().equals(template.language()))
                        .toList();
        if (named.isEmpty()) {
            throw Problem.unprocessable(
                    "template", "You have no permission template of this name and language.");
        }
        if (named.size() > 1) {
            throw Problem.unprocessable(
                    "language",
                    "The template exists in %s: say which."
                            .formatted(
                                    String.join(
                                            ", ",
                                            named.stream().map(Template::language).toList())));
        }
        return named.getFirst();
    }

    private static String required(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw Problem.unprocessable(field, "The field %s is missing.".formatted(field));
        }
        return value;
    }

    private Reply reply(HttpStatus status, Request request) {
        return new Reply(
                status.value(),
                "/api/v1/permission-requests/" + request.id(),
                json.writeValueAsString(RequestView.of(request, time.instant())),
                false);
    }

    private Reply forbidden(Ask ask, List<Verdict.Reason> reasons) {
        var sheet = transactions.execute(transaction -> sheets.of(ask.number(), ask.contact()));
        var wording = new Wording(Objects.requireNonNull(sheet));
        var problem = Problem.forbidden(CallPermissions.Reason.of(reasons, wording));
        return new Reply(HttpStatus.CONFLICT.value(), null, json.writeValueAsString(problem), true);
    }

    private Reply metaSaid(Request request, @Nullable Meta meta, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY, detail);
        problem.setProperty("request", RequestView.of(request, time.instant()));
        if (meta != null) {
            problem.setProperty("meta", meta);
        }
        return new Reply(
                HttpStatus.BAD_GATEWAY.value(), null, json.writeValueAsString(problem), true);
    }

    /** What Meta said. */
    private record Meta(int code, String message) {

        static Meta of(MetaError error) {
            return new Meta(error.code(), error.message());
        }

        /** What she said of this request; null where she said nothing against it. */
        static @Nullable Meta of(Request request) {
            return request.errorCode() == null
                    ? null
                    : new Meta(
                            request.errorCode(), Objects.requireNonNullElse(request.error(), ""));
        }
    }
}

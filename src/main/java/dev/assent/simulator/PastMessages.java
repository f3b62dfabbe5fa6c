package dev.assent.simulator;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What two wrote to each other in the past, requests and the answers to them included. */
class PastMessages {

    private final Past past;
    private final Templates templates;
    private final Quirks quirks;
    private final Map<String, Message> messages = new LinkedHashMap<>();

    PastMessages(Past past, Templates templates, Quirks quirks) {
        this.past = past;
        this.templates = templates;
        this.quirks = quirks;
    }

    Collection<Message> all() {
        return messages.values();
    }

    void wrote(Story.Event event) {
        var id = Story.or(event.id(), Ids.message(past.pair().waId()));
        put(
                Grants.line(
                        past.pair(),
                        id,
                        Message.Sender.PERSON,
                        "text",
                        event.at(),
                        Story.or(event.text(), "…"),
                        null));
        past.become(past.pair().windowOpened(event.at()));
    }

    void sent(Story.Event event, boolean isRequest) {
        var template =
                Optional.ofNullable(event.template())
                        .map(name -> templateOf(name, Story.or(event.language(), "en")));
        var variables = event.variables() == null ? Map.<String, String>of() : event.variables();
        var rendered =
                template.map(t -> t.rendered(variables))
                        .orElseGet(() ->
                                new Template.Rendered(
                                        null, Story.or(event.text(), ""), null, List.of()));
        var kind = isRequest ? "request" : template.isPresent() ? "template" : "text";
        var status = Story.or(event.status(), "delivered");
        var failed = status.equals("failed");
        var arrived = !failed && !status.equals("sent");
        var delivered = event.deliveredAt() == null && arrived ? event.at() : event.deliveredAt();
        var read = event.readAt() == null && status.equals("read") ? delivered : event.readAt();
        put(
                new Message(
                        0,
                        past.pair().id(),
                        Story.or(event.id(), Ids.message(past.pair().waId())),
                        Message.Sender.BUSINESS,
                        kind,
                        rendered.header(),
                        rendered.body(),
                        rendered.footer(),
                        null,
                        rendered.buttons().isEmpty() ? null : Json.write(rendered.buttons()),
                        event.template(),
                        template.map(t -> t.category().toLowerCase(Locale.ROOT)).orElse("service"),
                        isRequest,
                        null,
                        null,
                        null,
                        null,
                        event.at(),
                        delivered,
                        read,
                        failed ? event.at() : null,
                        failed ? Optional.ofNullable(event.error()).orElse(131_026) : null));
    }

    void accepted(Story.Event event) {
        var always = Story.or(event.always(), false);
        var until =
                event.until() != null
                        ? event.until()
                        : event.at().plus(Duration.ofSeconds(quirks.permissionSeconds()));
        var nothingNew =
                Story.or(event.automatic(), false)
                        && past.pair().permissionAt(event.at()) == Pair.Permission.PERMANENT;
        if (!nothingNew) {
            past.become(past.pair().granted(event.at(), always ? null : until));
        }
        answered(event, always ? Message.Answer.ALWAYS : Message.Answer.ALLOWED);
        reply(event, always ? "You always allow calls" : "You allow calls for now");
    }

    void rejected(Story.Event event) {
        if (Story.or(event.automatic(), false)) {
            past.become(past.pair().refused(Pair.Refusal.REVOKED_BY_WHATSAPP));
            reply(event, "This business can’t call you any more: you missed several of its calls");
            return;
        }
        var declined = event.request() != null && !past.pair().grantedAt(event.at());
        past.become(past.pair().refused(declined ? Pair.Refusal.DECLINED : Pair.Refusal.REVOKED));
        answered(event, Message.Answer.DECLINED);
        reply(event, "You don’t allow calls");
    }

    private void answered(Story.Event event, Message.Answer answer) {
        var request = event.request() == null ? null : messages.get(event.request());
        if (request != null) {
            put(request.answered(answer, event.at()));
        }
    }

    private void reply(Story.Event event, String shown) {
        put(
                Grants.line(
                        past.pair(),
                        Story.or(event.id(), Ids.message(past.pair().waId())),
                        Message.Sender.PERSON,
                        "reply",
                        event.at(),
                        shown,
                        event.request() != null ? event.request() : event.call()));
        if (!Story.or(event.automatic(), false) && quirks.replyOpensWindow()) {
            past.become(past.pair().windowOpened(event.at()));
        }
    }

    private Template templateOf(String name, String language) {
        return templates
                .find(past.number().wabaId(), name, language)
                .orElseThrow(() ->
                        new Impossible("There is no template %s (%s).".formatted(name, language)));
    }

    private void put(Message message) {
        messages.put(message.wamid(), message);
    }
}

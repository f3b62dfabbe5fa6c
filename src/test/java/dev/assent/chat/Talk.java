package dev.assent.chat;

import static org.awaitility.Awaitility.await;

import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Visitor;
import dev.assent.contact.Contact;
import dev.assent.permission.Scene;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Notice;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A business with somebody at work, and people who write. */
final class Talk {

    final Scene scene;
    final People.Person asha;
    final Visitor agent;
    private final ApplicationContext application;

    private Talk(ApplicationContext application, Scene scene) {
        this.application = application;
        this.scene = scene;
        this.asha = People.in(application).hire(Role.AGENT, scene.tenant);
        this.agent = asha.signIn().browser();
        agent.page("/messages");
    }

    static Talk of(ApplicationContext application) {
        return new Talk(application, Scene.lotus(application));
    }

    /** Somebody who has just written {@code Hello}. */
    Contact writer() {
        var contact = scene.writer();
        await().until(() -> !written(contact).isEmpty());
        return contact;
    }

    static String path(Contact contact) {
        return "/messages/" + contact.id();
    }

    /** Sends a text as the page does. */
    Visitor.Answer send(Contact contact, Id attempt, String text) {
        return agent.post(
                path(contact),
                Map.of("attempt", attempt.toString(), "text", text),
                "HX-Request",
                "true");
    }

    Message sent(Contact contact, String text) {
        var attempt = Id.fresh();
        send(contact, attempt, text);
        return written(contact).stream()
                .filter(message -> message.id().equals(attempt))
                .findFirst()
                .orElseThrow();
    }

    /** What was written, the oldest first. */
    List<Message> written(Contact contact) {
        return scene.in(() ->
                application.getBean(Messages.class).before(contact.id(), null, 1_000).reversed());
    }

    Message message(Id id) {
        return scene.in(() -> application.getBean(Messages.class).find(id)).orElseThrow();
    }

    Conversation conversation(Contact contact) {
        return scene.in(() -> application.getBean(Conversations.class).find(contact.id()))
                .orElseThrow();
    }

    /** Lets the business hear these, as one batch. */
    void hear(Notice... notices) {
        scene.tell(List.of(ChatEar.class), notices);
    }

    Notice.Message notice(
            Contact contact,
            String id,
            String kind,
            @Nullable String text,
            @Nullable String about) {
        return new Notice.Message(
                id, Scene.person(contact), scene.now(), kind, text, null, null, null, about);
    }

    Notice.MessageStatus status(Contact contact, Id attempt, Notice.Delivery delivery) {
        return new Notice.MessageStatus(
                "wamid.OF" + attempt, Scene.person(contact), scene.now(), delivery, attempt, null);
    }

    /** How often the person's phone got this text. */
    long arrived(Contact contact, String text) {
        return scene.phone(contact)
                .path("messages")
                .valueStream()
                .filter(one -> one.path("text").asString("").equals(text))
                .count();
    }

    /** A template that asks for nothing, with one variable. */
    void reminder() {
        approved(
                "see_you_soon",
                List.of(Map.of("type", "BODY", "text", "Hi {{first_name}}, see you on {{day}}.")));
    }

    /** A template of these components that Meta has approved. */
    void approved(String name, List<Map<String, String>> components) {
        var template = new HashMap<String, Object>();
        template.put("number", scene.number.phoneNumberId());
        template.put("name", name);
        template.put("language", "en");
        template.put("category", "UTILITY");
        template.put("components", components);
        Scene.simulator(application)
                .post()
                .uri("/simulator/story")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("templates", List.of(template)))
                .retrieve()
                .toBodilessEntity();
    }
}

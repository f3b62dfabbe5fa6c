package dev.assent.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.contact.PhoneNumber;
import dev.assent.number.BusinessNumber;
import dev.assent.number.Connections;
import dev.assent.number.Numbers;
import dev.assent.template.Template;
import dev.assent.template.Templates;
import dev.assent.tenancy.Provisioning;
import dev.assent.tenancy.Tenant;
import dev.assent.tenancy.Tenants;
import dev.assent.whatsapp.AccessToken;
import dev.assent.whatsapp.Heard;
import dev.assent.whatsapp.Hears;
import dev.assent.whatsapp.Notice;
import dev.assent.whatsapp.Person;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClient;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A business of its own with a simulated number, and people to ask. */
public final class Scene {

    private static final AtomicLong NEXT_PERSON = new AtomicLong(919_900_000_000L);

    public final Tenant tenant;
    public final BusinessNumber number;
    private final ApplicationContext application;

    private Scene(ApplicationContext application, Tenant tenant, BusinessNumber number) {
        this.application = application;
        this.tenant = tenant;
        this.number = number;
    }

    /** A dentist in Bengaluru. */
    public static Scene lotus(ApplicationContext application) {
        return of(application, "Lotus Dental", "Asia/Kolkata", "IN");
    }

    /** One whose number may not call out. */
    public static Scene maple(ApplicationContext application) {
        return of(application, "Maple Realty", "America/Los_Angeles", "US");
    }

    private static Scene of(
            ApplicationContext application, String name, String zone, String country) {
        var id = application.getBean(Provisioning.class).register(name, ZoneId.of(zone), country);
        var tenant = application.getBean(Tenants.class).find(id).orElseThrow();
        var number = tenant.call(() -> connect(application, name, country));
        return new Scene(application, tenant, number);
    }

    private static BusinessNumber connect(
            ApplicationContext application, String business, String country) {
        var made =
                simulator(application)
                        .post()
                        .uri("/simulator/numbers")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(Map.of("business", business, "country", country))
                        .retrieve()
                        .body(Map.class);
        var id = (String) made.get("phone_number_id");
        application
                .getBean(Connections.class)
                .connect(
                        new Connections.Wanted(
                                id,
                                (String) made.get("waba_id"),
                                new AccessToken((String) made.get("access_token"))));
        return application.getBean(Numbers.class).findByPhoneNumberId(id).orElseThrow();
    }

    /** Another number of the same business. */
    public BusinessNumber anotherNumber() {
        return tenant.call(() -> connect(application, "Lotus Dental", "IN"));
    }

    /** Speaks to the simulator. */
    public static RestClient simulator(ApplicationContext application) {
        return RestClient.create(
                "http://127.0.0.1:"
                        + application.getEnvironment().getProperty("local.server.port"));
    }

    /** Somebody nobody has heard of. */
    public Contact stranger() {
        var waId = Long.toString(NEXT_PERSON.incrementAndGet());
        return in(() -> contacts().enter(PhoneNumber.ofWaId(waId)));
    }

    /** Somebody nobody has heard of but us. */
    public Contact stranger(String name) {
        var waId = Long.toString(NEXT_PERSON.incrementAndGet());
        return in(() -> contacts().enter(PhoneNumber.ofWaId(waId), name));
    }

    /** Somebody who has just written to us, so that the service window is open. */
    public Contact writer() {
        var contact = stranger();
        phone(contact, "message", Map.of("text", "Hello"));
        await().until(() -> sheet(contact).position().windowOpenUntil() != null);
        return contact;
    }

    /** Lets the person do something on their phone; what comes of it arrives by webhook. */
    public void phone(Contact contact, String act, Map<String, ?> how) {
        simulator(application)
                .post()
                .uri(
                        "/simulator/phones/{number}/{person}/{act}",
                        number.phoneNumberId(),
                        contact.phone().digits(),
                        act)
                .contentType(MediaType.APPLICATION_JSON)
                .body(how)
                .retrieve()
                .toBodilessEntity();
    }

    /** Lets the person allow calls for good, in the business profile on their phone. */
    public void allow(Contact contact) {
        phone(contact, "profile", Map.of("permission", "always"));
        await().until(() -> sheet(contact).mayCall().allowed());
    }

    /** What the person's phone knows, as programs are told. */
    public JsonNode phone(Contact contact) {
        return simulator(application)
                .get()
                .uri(
                        "/simulator/phones/{number}/{person}/state",
                        number.phoneNumberId(),
                        contact.phone().digits())
                .retrieve()
                .body(JsonNode.class);
    }

    public static Person person(Contact contact) {
        return new Person(contact.phone().digits(), null, null);
    }

    public static String wamid() {
        return "wamid.TEST" + NEXT_PERSON.incrementAndGet();
    }

    /** Lets the business hear that this person allows calls; for good if no end is named. */
    public void grant(Contact contact, @Nullable Instant until) {
        hear(
                new Notice.PermissionReply(
                        wamid(), person(contact), now(), true, until == null, until, false, null));
    }

    /** Lets the ledgers of the business hear these, as one batch. */
    public void hear(Notice... notices) {
        tell(List.of(PermissionEar.class), notices);
    }

    /** Lets these listeners of the business hear that, one after the other, as one batch. */
    public void tell(List<Class<? extends Hears>> listeners, Notice... notices) {
        var batch =
                Arrays.stream(notices)
                        .map(notice -> new Heard(number.phoneNumberId(), number.wabaId(), notice))
                        .toList();
        in(() -> {
            listeners.forEach(listener -> application.getBean(listener).hear(batch));
            return null;
        });
    }

    /** A template that asks {@code first_name} about an order, and waits for Meta's decision. */
    public Template submitted(String name, String language) {
        var admin = People.in(application).hire(Role.ADMIN, tenant).signIn().browser();
        admin.page("/calling/templates/new");
        var answer =
                admin.post(
                        "/calling/templates",
                        Map.of(
                                "account",
                                number.wabaId(),
                                "name",
                                name,
                                "language",
                                language,
                                "category",
                                "UTILITY",
                                "body",
                                "Hi {{first_name}}, may we call you about your order?",
                                "example.first_name",
                                "Meera"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        return template(name, language);
    }

    /** The same, approved. */
    public Template approved(String name, String language) {
        decide(submitted(name, language), "approve");
        await().until(() -> template(name, language).approved());
        return template(name, language);
    }

    /** A template made at Meta, approved, that a picture belongs to; and we have read it. */
    public Template withPicture(String name) {
        var components =
                List.of(
                        Map.of("type", "HEADER", "format", "IMAGE"),
                        Map.of("type", "BODY", "text", "Hi {{first_name}}, may we call you?"),
                        Map.of("type", "CALL_PERMISSION_REQUEST"));
        var template =
                Map.of(
                        "number",
                        number.phoneNumberId(),
                        "name",
                        name,
                        "language",
                        "en",
                        "category",
                        "UTILITY",
                        "components",
                        components);
        simulator(application)
                .post()
                .uri("/simulator/story")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("templates", List.of(template)))
                .retrieve()
                .toBodilessEntity();
        var admin = People.in(application).hire(Role.ADMIN, tenant).signIn().browser();
        admin.page("/calling/templates");
        admin.post("/calling/templates/reading", Map.of());
        return template(name, "en");
    }

    /** Meta decides on it: {@code approve}, {@code disable} and so on. */
    public void decide(Template template, String decision) {
        decide(template.metaId(), decision, Map.of());
    }

    /** Meta decides on the one with this identity of hers. */
    public void decide(String metaId, String decision, Map<String, String> how) {
        simulator(application)
                .post()
                .uri("/simulator/templates/{id}/{decision}", metaId, decision)
                .contentType(MediaType.APPLICATION_JSON)
                .body(how)
                .retrieve()
                .toBodilessEntity();
    }

    Template template(String name, String language) {
        return in(() -> application.getBean(Templates.class).all()).stream()
                .filter(template -> template.name().equals(name))
                .filter(template -> template.language().equals(language))
                .findFirst()
                .orElseThrow();
    }

    public Asked ask(Contact contact) {
        return tenant.call(() ->
                application
                        .getBean(Asking.class)
                        .ask(
                                new Ask(
                                        number,
                                        contact,
                                        new Ask.FreeForm("May we call you?"),
                                        "Asha")));
    }

    public Sheet sheet(Contact contact) {
        return in(() -> application.getBean(Sheets.class).of(number, contact));
    }

    public List<Request> requests(Contact contact) {
        return in(() -> application.getBean(Requests.class).of(number.id(), contact.id()));
    }

    public Instant now() {
        return application.getBean(InstantSource.class).instant();
    }

    private Contacts contacts() {
        return application.getBean(Contacts.class);
    }

    /** Does something for the tenant in one transaction. */
    public <T> T in(ScopedValue.CallableOp<T, RuntimeException> work) {
        return tenant.call(() ->
                application.getBean(TransactionTemplate.class).execute(transaction -> work.call()));
    }
}

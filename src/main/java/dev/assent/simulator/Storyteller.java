package dev.assent.simulator;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes a told past the past of the simulated world, without telling the application of it. */
class Storyteller {

    private static final List<String> TABLES =
            List.of(
                    "webhook_update",
                    "exchange",
                    "phone_call",
                    "planned_fate",
                    "message",
                    "pair",
                    "phone",
                    "template",
                    "business_number");

    private final JdbcClient database;
    private final BusinessNumbers numbers;
    private final Phones phones;
    private final Templates templates;
    private final Pasts pasts;
    private final Settings settings;
    private final Work work;
    private final Signals signals;
    private final InstantSource time;

    Storyteller(
            @Simulated JdbcClient database,
            BusinessNumbers numbers,
            Phones phones,
            Templates templates,
            Pasts pasts,
            Settings settings,
            Work work,
            Signals signals,
            InstantSource time) {
        this.database = database;
        this.numbers = numbers;
        this.phones = phones;
        this.templates = templates;
        this.pasts = pasts;
        this.settings = settings;
        this.work = work;
        this.signals = signals;
        this.time = time;
    }

    /** How much was told. */
    record Told(int numbers, int templates, int people, int events) {}

    /** Empties the world; settings and mail stay. */
    void forget() {
        work.alone(() -> {
            TABLES.forEach(table -> database.sql("delete from " + table).update());
            announce();
            return true;
        });
        settings.change(Failure.NONE);
    }

    /**
     * Adds to the world, wholly or not at all.
     *
     * @throws Impossible if the story makes no sense
     */
    Told tell(Story story) {
        return work.alone(() -> {
            openNumbers(orEmpty(story.numbers()));
            writeTemplates(orEmpty(story.templates()));
            introduce(orEmpty(story.people()));
            pasts.happen(orEmpty(story.events()));
            announce();
            return new Told(
                    orEmpty(story.numbers()).size(),
                    orEmpty(story.templates()).size(),
                    orEmpty(story.people()).size(),
                    orEmpty(story.events()).size());
        });
    }

    private void openNumbers(List<Opening> openings) {
        for (var opening : openings) {
            var number = opening.number(time.instant());
            if (numbers.find(number.phoneNumberId()).isPresent()) {
                throw new Impossible("There is a number " + number.phoneNumberId() + " already.");
            }
            numbers.insert(number);
        }
    }

    private void writeTemplates(List<Story.TemplateTold> told) {
        templates.addAll(told.stream().map(this::template).toList());
    }

    private Template template(Story.TemplateTold told) {
        var wabaId =
                told.wabaId() != null
                        ? told.wabaId()
                        : numbers.get(Optional.ofNullable(told.number()).orElse("")).wabaId();
        return new Template(
                told.id() == null ? Ids.template() : told.id(),
                wabaId,
                told.name(),
                told.language(),
                Story.or(told.category(), "UTILITY").toUpperCase(Locale.ROOT),
                Story.or(told.parameterFormat(), "NAMED").toUpperCase(Locale.ROOT),
                Json.write(told.components()),
                Story.or(told.status(), "APPROVED").toUpperCase(Locale.ROOT),
                Story.or(told.reason(), "NONE"),
                "UNKNOWN",
                told.createdAt() == null ? time.instant() : told.createdAt());
    }

    private void introduce(List<Story.PersonTold> people) {
        phones.put(people.stream().map(Storyteller::phone).toList());
    }

    private static Phone phone(Story.PersonTold told) {
        var waId = Names.digits(told.phone());
        var usual = Phone.of(waId, told.name());
        return new Phone(
                waId,
                Story.or(told.userId(), usual.userId()),
                told.name(),
                told.username(),
                Story.or(told.online(), true),
                told.receipts() == null ? usual.receipts() : told.receipts(),
                Story.or(told.onWhatsapp(), true),
                Story.or(told.currentClient(), true),
                Story.or(told.hidesNumber(), false));
    }

    private void announce() {
        signals.changed("numbers", "templates", "phones", "webhooks", "journal", "clock");
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}

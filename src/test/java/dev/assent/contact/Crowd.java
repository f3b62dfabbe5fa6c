package dev.assent.contact;

import dev.assent.tenancy.Id;

import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Many contacts of all kinds: scripts of several kinds, every label, a tenth of them with a grant
 * that ends, a few of those ended and not relabelled yet.
 */
public final class Crowd {

    private static final String[] FIRST = {
        "Meera", "Óscar", "Farah", "阿部", "Daniel", "Priya", "Lukas", "Inés", "Tomasz", "Asha",
        "محمد", "Анна", "Jürgen", "Chloé", "김", "田中", "Rahul", "Sana", "Vikram", "Zoë"
    };
    private static final String[] LAST = {
        "Raghunathan",
        "Fernández-Villaverde",
        "Siddiqui",
        "さくら",
        "Okafor",
        "Nair",
        "Brandt",
        "Carrasco",
        "Wiśniewski",
        "Kulkarni",
        "عبد الله",
        "Иванова",
        "Müller",
        "Dupont",
        "민준",
        "一郎",
        "Sharma",
        "Khan",
        "Rao",
        "Meyer"
    };
    private static final Label[] LABELS = {
        Label.GRANTED,
        Label.PENDING,
        Label.DECLINED,
        Label.REVOKED,
        Label.EXPIRED,
        Label.NOT_REQUESTED
    };
    private static final int[] SHARES = {12, 5, 5, 2, 15, 61};

    private final Random random;
    private final Instant now;

    public Crowd(long seed, Instant now) {
        this.random = new Random(seed);
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    public List<Contact> of(int size) {
        var contacts = new ArrayList<Contact>();
        for (int number = 0; number < size; number++) {
            contacts.add(contact(number));
        }
        return contacts;
    }

    public static void enter(List<Contact> contacts, JdbcTemplate batches) {
        batches.batchUpdate(
                """
                insert into contact (id, name, sort_name, phone, wa_id, user_id, country, label,
                    callable_until, changed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                contacts,
                1_000,
                (row, contact) -> {
                    row.setLong(1, contact.id().value());
                    row.setString(2, contact.name());
                    row.setString(3, SortName.of(contact.name(), contact.phone()));
                    row.setString(4, contact.phone().e164());
                    row.setString(5, contact.waId());
                    row.setString(6, contact.userId());
                    row.setString(7, contact.country());
                    row.setString(8, contact.label().name());
                    row.setObject(9, contact.callableUntil());
                    row.setObject(10, contact.changedAt());
                });
        batches.batchUpdate(
                "insert into contact_word (contact_id, word) values (?, ?)",
                contacts.stream()
                        .flatMap(contact ->
                                Words.of(contact.name(), contact.phone()).stream()
                                        .map(word -> new Object[] {contact.id().value(), word}))
                        .toList());
    }

    private Contact contact(int number) {
        var german = random.nextInt(4) == 0;
        var phone =
                new PhoneNumber(
                        (german ? "+4917" : "+9198")
                                + "%08d".formatted(number * 997L % 100_000_000));
        var label = label();
        var ends = label == Label.GRANTED && random.nextInt(4) > 0;
        return new Contact(
                Id.fresh(),
                name(),
                phone,
                phone.digits(),
                random.nextBoolean() ? null : "IN." + number,
                german ? "DE" : "IN",
                label,
                ends ? end() : null,
                now.minusSeconds(
                        random.nextInt(label == Label.NOT_REQUESTED ? 30_000_000 : 3_000_000)),
                null,
                null,
                null);
    }

    /** Nobody's permission ends while a test runs. */
    private Instant end() {
        return random.nextInt(20) == 0
                ? now.minusSeconds(random.nextInt(1, 20_000))
                : now.plusSeconds(random.nextInt(3_600, 604_800));
    }

    private String name() {
        var name = FIRST[random.nextInt(FIRST.length)] + " " + LAST[random.nextInt(LAST.length)];
        return switch (random.nextInt(3)) {
            case 0 -> name + " " + LAST[random.nextInt(LAST.length)];
            case 1 -> name + " " + random.nextInt(1_000);
            default -> name;
        };
    }

    private Label label() {
        var draw = random.nextInt(100);
        for (int kind = 0; kind < LABELS.length; kind++) {
            if (draw < SHARES[kind]) {
                return LABELS[kind];
            }
            draw -= SHARES[kind];
        }
        throw new AssertionError("shares make no hundred");
    }
}

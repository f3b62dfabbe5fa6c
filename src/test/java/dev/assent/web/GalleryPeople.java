package dev.assent.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.tenancy.Id;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** People of every kind, some of them with names that are hard to lay out. */
@Profile("gallery")
@Component
class GalleryPeople {

    enum Standing {
        GRANTED("Granted", "go", "phone-check"),
        PENDING("Pending", "wait", "hourglass"),
        DECLINED("Declined", "stop", "phone-x"),
        REVOKED("Revoked", "stop", "phone-off"),
        EXPIRED("Expired", "idle", "clock"),
        NOT_REQUESTED("Not requested", "idle", "phone");

        final String word;
        final String tone;
        final String icon;

        Standing(String word, String tone, String icon) {
            this.word = word;
            this.tone = tone;
            this.icon = icon;
        }

        public String getWord() {
            return word;
        }

        public String getTone() {
            return tone;
        }

        public String getIcon() {
            return icon;
        }
    }

    record Row(
            Id id,
            String name,
            String number,
            Standing standing,
            Instant until,
            String calls,
            Instant changed,
            int version) {}

    static final List<String> NAMES =
            List.of(
                    "Meera Raghunathan",
                    "Óscar Maximiliano Fernández-Villaverde y Montes de Oca de la Santísima"
                            + " Trinidad",
                    "Farah Siddiqui",
                    "阿部 さくら",
                    "Daniel Okafor",
                    "عبد الرحمن بن محمد الهاشمي",
                    "Lukas Brandt",
                    "Inés Carrasco",
                    "Tomasz Wiśniewski",
                    "רחל כהן־לוי",
                    "Nguyễn Thị Minh Khai",
                    "김서연",
                    "அனிதா கிருஷ்ணமூர்த்தி",
                    "+91 98860 21144",
                    "Hubert Blaine Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren",
                    "👩‍⚕️ Dr. Rao");

    private final AtomicReference<Held> next = new AtomicReference<>();
    private final Map<Id, Row> rows = new ConcurrentHashMap<>();

    GalleryPeople(InstantSource time) {
        var now = time.instant();
        IntStream.range(0, 412)
                .forEach(place -> {
                    var id = new Id(place + 1L);
                    var standing = Standing.values()[place % 6];
                    rows.put(
                            id,
                            new Row(
                                    id,
                                    NAMES.get(place % NAMES.size()),
                                    "+91 98860 %05d".formatted(20_000 + place),
                                    standing,
                                    now.plusSeconds(8_040 + 61_000L * place),
                                    standing == Standing.GRANTED ? place % 5 + " of 5 today" : "—",
                                    now.minusSeconds(2_280 + 40_000L * place),
                                    0));
                });
    }

    Page<Row> page(PageRequest wanted, String standing, String q) {
        var found =
                rows.values().stream()
                        .filter(row -> standing.isEmpty() || row.standing.name().equals(standing))
                        .filter(row -> row.name.toLowerCase().contains(q.toLowerCase()))
                        .sorted(
                                wanted.descending()
                                        ? order(wanted.sort()).reversed()
                                        : order(wanted.sort()))
                        .toList();
        var request = wanted.within(found.size());
        return new Page<>(
                found.stream().skip(request.offset()).limit(request.size()).toList(),
                found.size(),
                request);
    }

    long count(Standing standing) {
        return rows.values().stream().filter(row -> row.standing == standing).count();
    }

    /** An answer that was read, and is not given yet. */
    static class Held {

        private final CountDownLatch read = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        void awaitRead() throws InterruptedException {
            assertThat(read.await(15, TimeUnit.SECONDS)).isTrue();
        }

        void release() {
            released.countDown();
        }
    }

    /** The next answer, of a row or of a list, is held back. */
    Held holdNext() {
        var held = new Held();
        next.set(held);
        return held;
    }

    void giveWhenReleased() throws InterruptedException {
        var held = next.getAndSet(null);
        if (held != null) {
            held.read.countDown();
            held.released.await(30, TimeUnit.SECONDS);
        }
    }

    Row find(Id id) {
        return rows.get(id);
    }

    void change(Id id, Standing standing) {
        rows.computeIfPresent(
                id,
                (_, row) ->
                        new Row(
                                id,
                                row.name,
                                row.number,
                                standing,
                                row.until,
                                row.calls,
                                row.changed,
                                row.version + 1));
    }

    void expire(Id id, Instant at) {
        rows.computeIfPresent(
                id,
                (_, row) ->
                        new Row(
                                id,
                                row.name,
                                row.number,
                                Standing.GRANTED,
                                at,
                                row.calls,
                                row.changed,
                                row.version + 1));
    }

    private static Comparator<Row> order(String sort) {
        return switch (sort) {
            case "name" -> Comparator.comparing(Row::name);
            case "standing" -> Comparator.comparing(Row::standing);
            default -> Comparator.comparing(Row::id);
        };
    }
}

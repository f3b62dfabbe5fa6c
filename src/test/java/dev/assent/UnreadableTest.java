package dev.assent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Visitor;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.ApplicationContext;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the server can make no sense of is no fault of ours, and nobody need be woken for it. */
@AssentTest
@ReadsLog
class UnreadableTest {

    private static final int LARGEST_FORM = 2 * 1024 * 1024;
    private static final int MOST_FIELDS = 1_000;

    @Autowired ApplicationContext application;

    private Visitor stranger;
    private Visitor owner;

    @BeforeEach
    void somebody_is_signed_in() {
        var people = People.in(application);
        stranger = people.visitor();
        stranger.page("/login");
        owner = people.atWork(Role.OWNER).browser();
        owner.page("/contacts/new");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/contacts?q=%ff",
                "/contacts?x=%ff",
                "/calling?size=%ff",
                "/nowhere?x=%ff",
                "/login?x=%ff",
                "/signup?x=%ff",
                "/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=%ff",
                "/simulator?q=%ff",
                "/api/v1/call-permissions?number=%ff&contact=1"
            })
    void what_is_no_text_in_an_address_is_a_bad_request(String path) {
        for (var visitor : List.of(owner, stranger)) {
            assertThat(visitor.page(path).status()).isEqualTo(400);
            assertThat(visitor.fragment(path).status()).isEqualTo(400);
        }
    }

    @Test
    void a_person_reads_what_to_do_next() {
        assertThat(owner.page("/contacts?q=%ff").body())
                .contains("We could not read that", "Go back, look it over and try again")
                .doesNotContain("Exception", "Number <strong>");
    }

    @Test
    void a_form_that_is_no_text_is_a_bad_request() {
        assertThat(form(owner, "/contacts", "name=%ff&phone=%zz")).isEqualTo(400);
        assertThat(form(stranger, "/login", "mail=a%40b.example&password=%ff")).isEqualTo(400);
    }

    @Test
    void a_form_of_two_megabytes_is_read_and_one_byte_more_is_not() {
        var fields = "phone=&name=";
        var rest = LARGEST_FORM - fields.length();
        assertThat(form(owner, "/contacts", fields + "x".repeat(rest))).isEqualTo(422);
        assertThat(form(owner, "/contacts", fields + "x".repeat(rest + 1))).isEqualTo(413);
    }

    @Test
    void a_form_of_a_thousand_fields_is_read_and_one_more_is_not() {
        // One is in the address.
        assertThat(form(owner, "/contacts", fields(MOST_FIELDS - 1))).isEqualTo(422);
        assertThat(form(owner, "/contacts", fields(MOST_FIELDS))).isEqualTo(400);
    }

    @Test
    void it_leaves_one_line_without_what_was_sent(CapturedOutput all) {
        try (var log = LogLines.of("dev.assent.web.Failures")) {
            form(stranger, "/login", "mail=a%40b.example&password=hush%ff");
            stranger.page("/login?password=hush%ff");
            assertThat(log.lines())
                    .containsExactly(
                            "INFO refused with 400: POST /login",
                            "INFO refused with 400: GET /login");
        }
        assertThat(all.getAll()).doesNotContain("hush");
    }

    private static int form(Visitor visitor, String path, String fields) {
        return visitor.postRaw(path, fields).status();
    }

    private static String fields(int count) {
        return IntStream.range(0, count)
                .mapToObj(field -> "f%d=x".formatted(field))
                .collect(Collectors.joining("&"));
    }
}

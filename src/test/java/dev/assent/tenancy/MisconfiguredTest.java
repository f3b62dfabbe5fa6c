package dev.assent.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

import java.nio.file.Path;

class MisconfiguredTest {

    @Test
    void the_operator_reads_one_sentence_and_what_to_do() {
        var analysis =
                new MisconfiguredAnalyzer()
                        .analyze(
                                new IllegalArgumentException(
                                        "a bean cannot be made",
                                        new Misconfigured("ASSENT_DB_URL is not set")));
        assertThat(analysis.getDescription()).isEqualTo("ASSENT_DB_URL is not set");
        assertThat(analysis.getAction()).contains("docs/operations.md");
    }

    @Test
    void it_is_asked_before_all_others() {
        var analyzers =
                SpringFactoriesLoader.forDefaultResourceLocation()
                        .load(FailureAnalyzer.class, (type, name, failure) -> {});
        assertThat(analyzers.getFirst()).isInstanceOf(MisconfiguredAnalyzer.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql.example.com", "jdbc:postgresql://127.0.0.1/", " "})
    void what_is_no_database_address_is_told(String url) {
        assertThatThrownBy(() -> new DatabaseServer(url, "assent", "secret"))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("ASSENT_DB_URL");
    }

    @Test
    void a_database_that_does_not_answer_is_named_without_the_options_of_its_address() {
        var server = new DatabaseServer("jdbc:mysql://127.0.0.1:1/?password=secret", "assent", "");
        assertThatThrownBy(() -> ControlSchema.create(server, new SchemaNames("assent")))
                .isInstanceOf(Misconfigured.class)
                .hasMessage(
                        "The database at jdbc:mysql://127.0.0.1:1/ cannot be used (schema assent):"
                                + " Communications link failure");
    }

    @Test
    void an_account_that_is_refused_is_told_without_its_password() {
        var server = new DatabaseServer(TestDatabase.url(), "somebody", "secret");
        assertThatThrownBy(() -> ControlSchema.create(server, new SchemaNames("assent")))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("Access denied for user 'somebody'")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "{}"})
    void what_is_no_keyset_is_told(String keyset) {
        assertThatThrownBy(() -> new Secrets(keyset, false, Path.of("target")))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("ASSENT_ENCRYPTION_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "9lives", "Assent", "a_prefix_of_21_letter"})
    void what_cannot_begin_a_schema_name_is_told(String prefix) {
        assertThatThrownBy(() -> new SchemaNames(prefix))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("ASSENT_DB_PREFIX");
    }

    @Test
    void a_prefix_of_twenty_characters_will_do() {
        assertThat(new SchemaNames("a_prefix_of_20_lette").control()).hasSize(20);
    }
}

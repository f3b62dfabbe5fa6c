package dev.assent.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The code and {@code docs/rules.md} speak of the same rules. */
class RuleBookTest {

    private static final List<String> BOOK = lines(Path.of("docs/rules.md"));

    @ParameterizedTest
    @EnumSource
    void the_table_of_editions_states_the_numbers_of_the_code(Edition edition) {
        assertThat(cell("1.1", edition)).isEqualTo(hours(Edition.TEMPORARY_GRANT));
        assertThat(cell("1.2", edition)).isEqualTo("until revoked");
        assertThat(cell("1.3", edition)).isEqualTo("" + edition.requestsIn24h());
        assertThat(cell("1.4", edition)).isEqualTo("" + edition.requestsIn7d());
        assertThat(cell("1.5", edition)).isEqualTo("" + edition.callsIn24h());
        assertThat(cell("1.6", edition))
                .isEqualTo(
                        edition.callsPerGrant() == null
                                ? "no limit"
                                : "" + edition.callsPerGrant());
        assertThat(cell("1.7", edition)).isEqualTo("" + edition.unansweredWarns());
        assertThat(cell("1.8", edition)).isEqualTo("" + edition.unansweredRevokes());
        assertThat(cell("1.9", edition)).isEqualTo(Edition.REQUEST_LIFE.toDays() + " d");
        assertThat(cell("1.10", edition)).isEqualTo(hours(Edition.SERVICE_WINDOW));
        assertThat(Set.of(cell("1.11", edition).split(" "))).isEqualTo(edition.barredCountries());
        assertThat(cell("1.12", edition)).isEqualTo("" + edition.readsPerSecond());
    }

    @Test
    void the_table_of_editions_has_a_column_for_each() {
        var columns = BOOK.stream().filter(line -> line.startsWith("| | rule |")).findFirst();
        assertThat(columns.orElseThrow().split(" \\| "))
                .contains(
                        Arrays.stream(Edition.values())
                                .map(edition -> "`" + edition.label() + "`")
                                .toArray(String[]::new));
    }

    @Test
    void every_code_of_a_reason_and_every_caution_is_explained() {
        var book = String.join("\n", BOOK);
        assertThat(Verdict.Code.values())
                .allSatisfy(code -> assertThat(book).contains("`" + code + "`"));
        assertThat(Verdict.Caution.values())
                .allSatisfy(caution -> assertThat(book).contains("`" + caution + "`"));
    }

    @Test
    void the_code_cites_only_rules_that_are_there() throws IOException {
        var rules =
                BOOK.stream()
                        .flatMap(line ->
                                Pattern.compile("^(?:- |\\| )([1-9]\\.\\d+) ")
                                        .matcher(line)
                                        .results()
                                        .map(result -> result.group(1)))
                        .collect(Collectors.toSet());
        var cited = new TreeSet<String>();
        try (var files = Files.list(Path.of("src/main/java/dev/assent/rules"))) {
            files.flatMap(file -> lines(file).stream())
                    .filter(line -> line.strip().startsWith("*") || line.contains("/*"))
                    .flatMap(line ->
                            Pattern.compile("\\b[1-9]\\.\\d+\\b")
                                    .matcher(line)
                                    .results()
                                    .map(result -> result.group()))
                    .forEach(cited::add);
        }
        assertThat(rules).hasSizeGreaterThan(40).containsAll(cited);
        assertThat(cited).hasSizeGreaterThan(20);
    }

    /** The table's columns are number, rule, then the editions. */
    private static String cell(String rule, Edition edition) {
        var row = BOOK.stream().filter(line -> line.startsWith("| " + rule + " |")).findFirst();
        return row.orElseThrow().split("\\|")[3 + edition.ordinal()].strip();
    }

    private static String hours(Duration duration) {
        return duration.toHours() + " h";
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

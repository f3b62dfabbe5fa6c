package dev.assent.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Visitor;
import dev.assent.permission.CountedStatements.Statement;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.util.List;
import java.util.stream.IntStream;

/** How often pages ask the database. */
@PermissionTest
class StatementsTest {

    @Autowired ApplicationContext application;
    @Autowired HandMovedTime time;
    @Autowired Moods moods;
    @Autowired CountedStatements statements;

    private Scene lotus;
    private Visitor agent;

    @BeforeEach
    void sign_in() {
        moods.calm();
        lotus = Scene.lotus(application);
        agent = People.in(application).hire(Role.AGENT, lotus.tenant).signIn().browser();
    }

    /**
     * Whatever the rows. Five in the tenant's schema, and one in the control schema for who is
     * signed in; the session itself and the door's look at its schema are not counted.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "?size=100",
                "?size=100&sort=name",
                "?size=100&sort=until",
                "?size=100&sort=-until",
                "?size=100&status=granted",
                "?size=100&q=person",
                "?size=100&q=person&sort=until",
                "?size=100&number=…",
                "?size=100&number=…&sort=name",
                "?size=100&number=…&sort=until",
                "?size=100&number=…&status=granted",
                "?size=100&number=…&q=person&sort=until"
            })
    void the_status_table_asks_six_times_at_most_and_as_often_for_5_rows_as_for_60(String query) {
        var asked = query.replace("…", lotus.number.id().toString());
        grantSome(0, 5);
        var few = tenantsOf("/calling", asked);
        grantSome(5, 60);
        var many = tenantsOf("/calling", asked);
        assertThat(many)
                .hasSizeLessThanOrEqualTo(5)
                .hasSameSizeAs(few)
                .anyMatch(statement -> statement.sql().contains("left join happening"));
        assertThat(statements.control()).hasSize(1);
    }

    @Test
    void news_and_rows_ask_no_more() {
        grantSome(0, 5);
        var somebody = lotus.stranger("Meera");
        assertThat(tenantsOf("/calling/rows/" + somebody.id(), "")).hasSizeLessThanOrEqualTo(5);
        assertThat(statements.control()).hasSizeLessThanOrEqualTo(1);
        for (var query : List.of("", "?q=person", "?sort=name", "?sort=expires&asker=Asha")) {
            assertThat(tenantsOf("/calling/requests", query)).hasSizeLessThanOrEqualTo(5);
            assertThat(statements.control()).hasSize(1);
        }
    }

    private List<Statement> tenantsOf(String path, String query) {
        agent.page(path + query);
        statements.of(path);
        assertThat(agent.page(path + query).status()).isEqualTo(200);
        return statements.tenant();
    }

    /** Two of three, so that there are rows with a ledger and rows without. */
    private void grantSome(int from, int to) {
        IntStream.range(from, to)
                .forEach(place -> {
                    var person = lotus.stranger("Person %02d".formatted(place));
                    if (place % 3 > 0) {
                        lotus.grant(person, time.instant().plusSeconds(86_400L + place));
                    }
                });
    }
}

package dev.assent.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.sql.DataSource;

/** A pair keeps a copy of what its person is sorted by. */
@PermissionTest
class RenamingTest {

    @Autowired ApplicationContext application;
    @Autowired DataSource door;
    @Autowired JdbcClient jdbc;
    @Autowired Contacts contacts;

    private Scene lotus;
    private Contact meera;

    @BeforeEach
    void somebody_nobody_has_written_to() {
        lotus = Scene.lotus(application);
        meera = lotus.stranger("Meera Nair");
    }

    /** The name has been read, the pair not yet written. */
    @Test
    void a_pair_that_is_made_while_its_person_is_renamed_has_the_new_name() throws Exception {
        var renaming = new CompletableFuture<Void>();
        var slowly =
                new JdbcTemplate(door) {
                    @Override
                    public int[] batchUpdate(String sql, List<? extends Object[]> rows) {
                        renaming.completeAsync(() -> {
                            rename("Zoya Nair");
                            return null;
                        });
                        waitFor(renaming);
                        return super.batchUpdate(sql, rows);
                    }
                };
        var pairs = new Pairs(jdbc, slowly, contacts);
        lotus.in(() -> pairs.ids(Set.of(new Pair.Key(lotus.number.id(), meera.id())), lotus.now()));
        renaming.get();
        assertThat(sortedBy("pair where contact_id = ?")).startsWith("zoya nair");
        assertThat(sortedBy("contact where id = ?"))
                .isEqualTo(sortedBy("pair where contact_id = ?"));
    }

    private void rename(String name) {
        lotus.tenant.run(() -> contacts.change(meera.id(), name, null));
    }

    /** Until it is done, or waits for us. */
    private static void waitFor(CompletableFuture<Void> renaming) {
        try {
            renaming.get(1, TimeUnit.SECONDS);
        } catch (TimeoutException waits) {
            assertThat(renaming).isNotDone();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String sortedBy(String of) {
        return lotus.in(() ->
                jdbc.sql("select sort_name from " + of)
                        .param(meera.id().value())
                        .query(String.class)
                        .single());
    }
}

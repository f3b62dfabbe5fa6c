package dev.assent.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

class PersistentTest {

    private int begun;

    @Test
    void the_victim_of_a_deadlock_begins_again() {
        assertThat(victim(Persistent.TRIES - 1).<String>execute(_ -> "done")).isEqualTo("done");
        assertThat(begun).isEqualTo(Persistent.TRIES);
    }

    @Test
    void who_is_the_victim_each_time_gives_up() {
        assertThatThrownBy(() -> victim(Persistent.TRIES).execute(_ -> "done"))
                .isInstanceOf(CannotAcquireLockException.class);
        assertThat(begun).isEqualTo(Persistent.TRIES);
    }

    @Test
    void any_other_failure_counts_at_once() {
        assertThatThrownBy(() ->
                        victim(0)
                                .execute(_ -> {
                                    throw new IllegalStateException("broken");
                                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(begun).isEqualTo(1);
    }

    private Persistent victim(int times) {
        return new Persistent(
                new TransactionTemplate() {
                    @Override
                    public <T> T execute(TransactionCallback<T> work) {
                        begun++;
                        if (begun <= times) {
                            throw new CannotAcquireLockException("deadlock");
                        }
                        return work.doInTransaction(null);
                    }
                });
    }
}

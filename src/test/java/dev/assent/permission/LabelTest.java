package dev.assent.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.contact.Contact;
import dev.assent.contact.Contacts;
import dev.assent.contact.Label;
import dev.assent.number.BusinessNumber;
import dev.assent.rules.Happening;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A person is labelled by the best of their pairs, whichever of our numbers changes last. */
@PermissionTest
class LabelTest {

    @Autowired ApplicationContext application;
    @Autowired HandMovedTime time;
    @Autowired Books books;
    @Autowired TransactionTemplate transactions;

    private Scene lotus;
    private Contact meera;
    private BusinessNumber other;

    @BeforeEach
    void a_person_whom_two_numbers_know() {
        lotus = Scene.lotus(application);
        meera = lotus.stranger("Meera");
        other = lotus.anotherNumber();
        for (var number : List.of(lotus.number, other)) {
            lotus.in(() -> books.open(new Pair.Key(number.id(), meera.id())));
        }
    }

    @Test
    void who_changes_a_pair_waits_for_who_changes_another_of_the_same_person() throws Exception {
        try (var others = Executors.newSingleThreadExecutor()) {
            var declined =
                    lotus.in(() -> {
                        post(lotus.number, accepted());
                        var waiting = others.submit(() -> inTransaction(other, rejected()));
                        assertThatItWaits(waiting);
                        return waiting;
                    });
            declined.get(10, TimeUnit.SECONDS);
        }
        assertThat(label()).isEqualTo(Label.GRANTED);
    }

    private static void assertThatItWaits(Future<?> work) {
        assertThatThrownBy(() -> work.get(500, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
    }

    private void inTransaction(BusinessNumber number, Happening happening) {
        lotus.tenant.run(
                () -> transactions.executeWithoutResult(transaction -> post(number, happening)));
    }

    private void post(BusinessNumber number, Happening happening) {
        var book = books.open(new Pair.Key(number.id(), meera.id()));
        book.post(happening);
        books.save(List.of(book));
    }

    private Happening accepted() {
        return new Happening.Accept(Scene.wamid(), time.instant(), null, false, true, null);
    }

    private Happening rejected() {
        return new Happening.Reject(Scene.wamid(), time.instant(), null, false);
    }

    private Label label() {
        return lotus.in(
                () -> application.getBean(Contacts.class).find(meera.id()).orElseThrow().label());
    }
}

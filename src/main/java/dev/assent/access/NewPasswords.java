package dev.assent.access;

import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;
import dev.assent.time.RealTime;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * For people who forgot their password. As with {@link SignUps}, nobody looks for an account before
 * the link is followed.
 */
@Component
class NewPasswords {

    static final Duration VALID = Duration.ofHours(1);

    private final JdbcClient control;
    private final TransactionTemplate transactions;
    private final Mail mail;
    private final BaseUrl url;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Throttle throttle;
    private final Memberships memberships;
    private final ApplicationEventPublisher events;
    private final InstantSource time;

    NewPasswords(
            @Control JdbcClient control,
            @Control TransactionTemplate transactions,
            Mail mail,
            BaseUrl url,
            Accounts accounts,
            Sessions sessions,
            Throttle throttle,
            Memberships memberships,
            ApplicationEventPublisher events,
            @RealTime InstantSource time) {
        this.control = control;
        this.transactions = transactions;
        this.mail = mail;
        this.url = url;
        this.accounts = accounts;
        this.sessions = sessions;
        this.throttle = throttle;
        this.memberships = memberships;
        this.events = events;
        this.time = time;
    }

    /** Sends a link. */
    void ask(MailAddress address) {
        var token = Token.fresh();
        transactions.executeWithoutResult(status -> {
            control.sql("insert into new_password (hash, mail, expires_at) values (?, ?, ?)")
                    .params(token.hash(), address.value(), time.instant().plus(VALID))
                    .update();
            mail.send(
                    address.value(),
                    "A new password for Assent",
                    """
                    Hello,

                    somebody, probably you, wants to set a new password for Assent. Follow this \
                    link to do so:

                    %s

                    It works once and for one hour. If you did not ask for it, ignore this mail: \
                    your password stays as it is.
                    """
                            .formatted(url.of("/password/" + token.text())));
        });
    }

    /** Whose link this is, while it is good. */
    Optional<MailAddress> find(Token token) {
        return select(token, "");
    }

    /**
     * Sets the password, ends all sessions of the account and makes all its other links useless.
     * Returns the account.
     */
    Optional<Id> set(Token token, String encodedPassword) {
        var owner =
                transactions.execute(status ->
                        select(token, " for update")
                                .flatMap(accounts::find)
                                .map(account -> set(account, encodedPassword)));
        owner.ifPresent(this::leaveEverything);
        return owner;
    }

    private void leaveEverything(Id account) {
        for (var membership : memberships.of(account)) {
            events.publishEvent(new Departure(membership.tenant(), account, null));
        }
    }

    private Id set(Account account, String encodedPassword) {
        accounts.changePassword(account.id(), encodedPassword);
        sessions.end(account.id());
        throttle.reset(PasswordCheck.FOR_ACCOUNT, account.mail().value());
        control.sql("delete from new_password where mail = ?")
                .param(account.mail().value())
                .update();
        return account.id();
    }

    private Optional<MailAddress> select(Token token, String lock) {
        return control.sql("select mail from new_password where hash = ? and expires_at > ?" + lock)
                .params(token.hash(), time.instant())
                .query(String.class)
                .optional()
                .map(MailAddress::new);
    }

    @Scheduled(cron = "0 40 * * * *")
    void forgetExpired() {
        control.sql("delete from new_password where expires_at <= ?")
                .param(time.instant())
                .update();
    }
}

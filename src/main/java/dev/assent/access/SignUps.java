package dev.assent.access;

import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Provisioning;
import dev.assent.time.RealTime;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes wishes to open a business and fulfils them once the link from the mail is followed. Nobody
 * looks before that whether the address has an account, so nothing can be told from it.
 */
@Component
class SignUps {

    static final Duration VALID = Duration.ofHours(24);

    private final JdbcClient control;
    private final TransactionTemplate transactions;
    private final Mail mail;
    private final BaseUrl url;
    private final Accounts accounts;
    private final Members members;
    private final Memberships memberships;
    private final Provisioning provisioning;
    private final InstantSource time;

    SignUps(
            @Control JdbcClient control,
            @Control TransactionTemplate transactions,
            Mail mail,
            BaseUrl url,
            Accounts accounts,
            Members members,
            Memberships memberships,
            Provisioning provisioning,
            @RealTime InstantSource time) {
        this.control = control;
        this.transactions = transactions;
        this.mail = mail;
        this.url = url;
        this.accounts = accounts;
        this.members = members;
        this.memberships = memberships;
        this.provisioning = provisioning;
        this.time = time;
    }

    /** Keeps the wish and sends its link. */
    void ask(SignUp wish) {
        var token = Token.fresh();
        transactions.executeWithoutResult(status -> {
            control.sql(
                            """
                            insert into sign_up (hash, mail, business, zone, country, expires_at)
                            values (?, ?, ?, ?, ?, ?)
                            """)
                    .params(
                            token.hash(),
                            wish.mail().value(),
                            wish.business(),
                            wish.zone().getId(),
                            wish.country(),
                            time.instant().plus(VALID))
                    .update();
            mail.send(
                    wish.mail().value(),
                    "Your link to Assent",
                    """
                    Hello,

                    you asked to open %s on Assent. Follow this link to go on:

                    %s

                    It works once and for 24 hours. If you did not ask for it, ignore this mail: \
                    nothing happens without you.
                    """
                            .formatted(wish.business(), url.of("/signup/" + token.text())));
        });
    }

    /** The wish that this link stands for, while it is good. */
    Optional<SignUp> find(Token token) {
        return select(token, "");
    }

    /** Opens the business for a person who has an account; returns that account. */
    Optional<Id> openFor(Account account, Token token) {
        return open(token, wish -> account);
    }

    /**
     * Opens the business and an account for its owner, and returns the account.
     *
     * @throws org.springframework.dao.DuplicateKeyException if the address has an account by now;
     *     the link stays good
     */
    Optional<Id> openForNewcomer(String name, String encodedPassword, Token token) {
        return open(token, wish -> accounts.open(wish.mail(), name, encodedPassword));
    }

    private Optional<Id> open(Token token, Function<SignUp, Account> owner) {
        return transactions.execute(status -> {
            var wish = select(token, " for update");
            control.sql("delete from sign_up where hash = ?").param(token.hash()).update();
            return wish.map(granted -> {
                var account = owner.apply(granted).id();
                var tenant =
                        provisioning.register(
                                granted.business(), granted.zone(), granted.country());
                members.admit(account, tenant, Role.OWNER);
                memberships.entered(account, tenant);
                return account;
            });
        });
    }

    private Optional<SignUp> select(Token token, String lock) {
        return control.sql(
                        """
                        select mail, business, zone, country from sign_up
                        where hash = ? and expires_at > ?
                        """
                                + lock)
                .params(token.hash(), time.instant())
                .query(SignUp.class)
                .optional();
    }

    @Scheduled(cron = "0 30 * * * *")
    void forgetExpired() {
        control.sql("delete from sign_up where expires_at <= ?").param(time.instant()).update();
    }
}

package dev.assent.access;

import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

import java.util.Optional;

/** All accounts: one for each mail address. */
@Component
public class Accounts {

    private final JdbcClient control;
    private final PasswordEncoder encoder;

    Accounts(@Control JdbcClient control, PasswordEncoder encoder) {
        this.control = control;
        this.encoder = encoder;
    }

    /**
     * The account with this mail address; opened with this name and password if there was none.
     *
     * @throws IllegalArgumentException if mail cannot be sent to such an address
     */
    public Id ensure(String mail, String name, String password) {
        var address = new MailAddress(mail);
        return find(address)
                .map(Account::id)
                .orElseGet(() -> {
                    control.sql(
                                    """
                                    insert into account (id, mail, name, password) values (?, ?, ?, ?)
                                    on duplicate key update mail = mail
                                    """)
                            .params(
                                    Id.fresh().value(),
                                    address.value(),
                                    name,
                                    encoder.encode(password))
                            .update();
                    return find(address).orElseThrow().id();
                });
    }

    Optional<Account> find(MailAddress mail) {
        return control.sql("select id, mail, name from account where mail = ?")
                .param(mail.value())
                .query(Account.class)
                .optional();
    }

    /**
     * Opens an account.
     *
     * @throws org.springframework.dao.DuplicateKeyException if the address has one already
     */
    Account open(MailAddress mail, String name, String encodedPassword) {
        var id = Id.fresh();
        control.sql("insert into account (id, mail, name, password) values (?, ?, ?, ?)")
                .params(id.value(), mail.value(), name, encodedPassword)
                .update();
        return new Account(id, mail, name);
    }

    void changePassword(Id account, String encodedPassword) {
        control.sql("update account set password = ? where id = ?")
                .params(encodedPassword, account.value())
                .update();
    }
}

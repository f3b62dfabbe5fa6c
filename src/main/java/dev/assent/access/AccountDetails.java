package dev.assent.access;

import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

import java.util.Objects;

/**
 * Accounts as Spring Security wants them. The user name is our identity: that is all a session
 * keeps of an account, everything else is read anew for each request.
 */
@Component
class AccountDetails implements UserDetailsService, UserDetailsPasswordService {

    private final JdbcClient control;
    private final Accounts accounts;

    AccountDetails(@Control JdbcClient control, Accounts accounts) {
        this.control = control;
        this.accounts = accounts;
    }

    /** For somebody whose password needs no check. */
    static UserDetails user(Id account) {
        return user(String.valueOf(account.value()), "");
    }

    static Id account(Authentication signedIn) {
        return new Id(Long.parseLong(signedIn.getName()));
    }

    @Override
    public UserDetails loadUserByUsername(String typed) {
        return MailAddress.read(typed)
                .flatMap(mail ->
                        control.sql("select id, password from account where mail = ?")
                                .param(mail.value())
                                .query((row, number) -> user(row.getString(1), row.getString(2)))
                                .optional())
                .orElseThrow(() -> new UsernameNotFoundException("no such account"));
    }

    @Override
    public UserDetails updatePassword(UserDetails user, @Nullable String encoded) {
        var password = Objects.requireNonNull(encoded);
        accounts.changePassword(new Id(Long.parseLong(user.getUsername())), password);
        return user(user.getUsername(), password);
    }

    private static UserDetails user(String id, String password) {
        return User.withUsername(id).password(password).authorities("ACCOUNT").build();
    }
}

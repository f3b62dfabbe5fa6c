package dev.assent.access;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

import java.util.Locale;

/**
 * Checks mail address and password, and how often that was tried: for one account, known or not,
 * and from one network address.
 */
class PasswordCheck extends DaoAuthenticationProvider {

    static final Throttle.Allowance FOR_ACCOUNT = new Throttle.Allowance("sign-in account", 10);
    static final Throttle.Allowance FROM_ADDRESS = new Throttle.Allowance("sign-in address", 50);

    private static final Logger log = LoggerFactory.getLogger(PasswordCheck.class);

    private final Throttle throttle;

    PasswordCheck(AccountDetails accounts, PasswordEncoder encoder, Throttle throttle) {
        super(accounts);
        setPasswordEncoder(encoder);
        setUserDetailsPasswordService(accounts);
        this.throttle = throttle;
    }

    @Override
    public Authentication authenticate(Authentication attempt) throws AuthenticationException {
        try {
            return check(attempt);
        } catch (AuthenticationException refusal) {
            log.info("sign-in from {} refused: {}", address(attempt), refusal.getMessage());
            throw refusal;
        }
    }

    private Authentication check(Authentication attempt) {
        var account = account(attempt.getName());
        var address = address(attempt);
        throttle.count(FROM_ADDRESS, address);
        throttle.count(FOR_ACCOUNT, account);
        var signedIn = super.authenticate(attempt);
        throttle.giveBack(FROM_ADDRESS, address);
        throttle.reset(FOR_ACCOUNT, account);
        return signedIn;
    }

    /** Counted under the address as we look it up, however it was written. */
    private static String account(String typed) {
        return MailAddress.read(typed)
                .map(MailAddress::value)
                .orElseGet(() -> typed.strip().toLowerCase(Locale.ROOT));
    }

    private static String address(Authentication attempt) {
        return attempt.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : "";
    }
}

package dev.assent.access;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;

/** Who runs the whole installation: the account with the mail address that is configured. */
@Component
class Platform {

    static final String OPERATOR = "OPERATOR";

    private final String operator;

    Platform(@Value("${assent.platform-admin:}") String operator) {
        this.operator = MailAddress.read(operator).map(MailAddress::value).orElse("");
    }

    boolean isOperator(Member member) {
        return member.mail().equals(operator);
    }

    List<GrantedAuthority> authorities(Member member) {
        var authorities = new ArrayList<>(member.role().authorities());
        if (isOperator(member)) {
            authorities.add(new SimpleGrantedAuthority(OPERATOR));
        }
        return authorities;
    }
}

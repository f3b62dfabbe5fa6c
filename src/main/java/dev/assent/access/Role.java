package dev.assent.access;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a member may do in a business; each may also do what those after it may. */
public enum Role {
    /** Everything. */
    OWNER,
    /** Settings, templates, broadcasts and the team. */
    ADMIN,
    /** Messages, contacts and calls. */
    AGENT;

    /** Whether whoever has this role may do what is open to that one. */
    public boolean includes(Role other) {
        return compareTo(other) <= 0;
    }

    /** As people read it, such as {@code Agent}. */
    public String label() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    List<GrantedAuthority> authorities() {
        return AuthorityUtils.createAuthorityList(
                Arrays.stream(values())
                        .filter(this::includes)
                        .map(role -> "ROLE_" + role)
                        .toList());
    }
}

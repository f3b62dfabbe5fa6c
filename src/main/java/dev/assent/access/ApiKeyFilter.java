package dev.assent.access;

import dev.assent.tenancy.Tenants;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.authority.AuthorityUtils;

import java.io.IOException;
import java.util.Optional;

/** Binds the business whose key a request to the API carries. */
class ApiKeyFilter extends TenantFilter {

    private static final String SCHEME = "Bearer ";

    private final ApiKeys keys;
    private final Tenants tenants;

    ApiKeyFilter(ApiKeys keys, Tenants tenants) {
        this.keys = keys;
        this.tenants = tenants;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var holder = key(request).flatMap(keys::holder);
        if (holder.isEmpty()) {
            chain.doFilter(request, response);
        } else {
            continueFor(
                    tenants.ready(holder.get().tenant()),
                    holder.get().key(),
                    holder.get(),
                    AuthorityUtils.createAuthorityList("API"),
                    request,
                    response,
                    chain);
        }
    }

    private static Optional<String> key(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip());
    }
}

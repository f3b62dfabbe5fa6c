package dev.assent.access;

import dev.assent.tenancy.Tenant;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.util.List;

/** Binds the tenant, and who acts in it, for the rest of the chain and in every dispatch. */
abstract class TenantFilter extends OncePerRequestFilter {

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    static void continueFor(
            Tenant tenant,
            AuthenticatedPrincipal who,
            Object details,
            List<GrantedAuthority> authorities,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        var authentication =
                UsernamePasswordAuthenticationToken.authenticated(who, null, authorities);
        authentication.setDetails(details);
        SecurityContextHolder.setContext(new SecurityContextImpl(authentication));
        try {
            tenant.call(() -> {
                chain.doFilter(request, response);
                return authentication;
            });
        } catch (IOException | ServletException | RuntimeException failure) {
            throw failure;
        } catch (Exception other) {
            throw new ServletException(other);
        }
    }
}

package dev.assent.access;

import dev.assent.tenancy.Tenants;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.ForwardAuthenticationFailureHandler;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;

import java.util.List;

/** The way in for people: a password, a session, and what {@link Rights} opens to them. */
@Configuration(proxyBeanMethods = false)
class PageSecurity {

    @Bean
    @Order(6)
    SecurityFilterChain pages(
            HttpSecurity http,
            AuthenticationManager passwords,
            SignIn signIn,
            SignOut signOut,
            SignInFirst signInFirst,
            Refusal refusal,
            AskedPage askedPage,
            SessionAuthenticationStrategy freshSession,
            SecurityContextRepository contexts,
            CsrfTokenRepository csrfTokens,
            Memberships memberships,
            Businesses businesses,
            Tenants tenants,
            Platform platform) {
        return http.headers(Headers::careful)
                .authenticationManager(passwords)
                .securityContext(context -> context.securityContextRepository(contexts))
                .sessionManagement(sessions -> sessions.sessionAuthenticationStrategy(freshSession))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens))
                .requestCache(cache -> cache.requestCache(askedPage))
                .formLogin(form ->
                        form.loginPage("/login")
                                .usernameParameter("mail")
                                .successHandler(signIn)
                                .failureHandler(signInRefused()))
                .logout(logout ->
                        logout.addLogoutHandler(signOut).logoutSuccessUrl("/login?signed-out"))
                .exceptionHandling(refusals ->
                        refusals.authenticationEntryPoint(signInFirst).accessDeniedHandler(refusal))
                // Not a bean, for then it would also stand outside of this chain.
                .addFilterBefore(
                        new MembershipFilter(memberships, businesses, tenants, platform),
                        AuthorizationFilter.class)
                .authorizeHttpRequests(Rights::grant)
                .build();
    }

    @Bean
    AuthenticationManager passwords(
            AccountDetails accounts, PasswordEncoder encoder, Throttle throttle) {
        return new ProviderManager(new PasswordCheck(accounts, encoder, throttle));
    }

    /** Older hashes are replaced when their password is next seen. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    SecurityContextRepository securityContexts() {
        return new HttpSessionSecurityContextRepository();
    }

    @Bean
    CsrfTokenRepository csrfTokens() {
        return new HttpSessionCsrfTokenRepository();
    }

    /** A session from before the sign-in keeps neither its identity nor its CSRF token. */
    @Bean
    SessionAuthenticationStrategy freshSession(CsrfTokenRepository csrfTokens) {
        return new CompositeSessionAuthenticationStrategy(
                List.of(
                        new ChangeSessionIdAuthenticationStrategy(),
                        new CsrfAuthenticationStrategy(csrfTokens)));
    }

    /** A fault of ours must not look like a wrong password. */
    private static AuthenticationFailureHandler signInRefused() {
        var tell = new ForwardAuthenticationFailureHandler("/login/refused");
        return (request, response, refusal) -> {
            if (refusal instanceof InternalAuthenticationServiceException fault) {
                throw fault;
            }
            tell.onAuthenticationFailure(request, response, refusal);
        };
    }
}

package dev.assent.access;

import dev.assent.tenancy.Control;

import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.MySqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.jdbc.config.annotation.SpringSessionDataSource;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.transaction.support.TransactionOperations;

import javax.sql.DataSource;

/**
 * Sessions live in the control schema: they survive a restart and are the same on every node. Those
 * of people who have not signed in end early.
 */
@Configuration(proxyBeanMethods = false)
@EnableJdbcHttpSession(maxInactiveIntervalInSeconds = 1800)
class SessionConfiguration {

    /** The pool itself, which is closed where it was made. */
    @Bean(defaultCandidate = false, destroyMethod = "")
    @SpringSessionDataSource
    DataSource sessionDataSource(@Control DataSource control) {
        return control;
    }

    /**
     * None: each statement stands for itself, and a transaction around each would cost three more
     * round trips. Without this bean they would go through the tenants' door.
     */
    @Bean(defaultCandidate = false)
    @Qualifier("springSessionTransactionOperations")
    TransactionOperations sessionTransactions() {
        return TransactionOperations.withoutTransaction();
    }

    @Bean
    @Primary
    SessionRepository<? extends Session> frugalSessions(JdbcIndexedSessionRepository sessions) {
        return new FrugalSessions<>(sessions);
    }

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionsOnMySql() {
        return new MySqlJdbcIndexedSessionRepositoryCustomizer();
    }

    /** Boot would have it filter requests only, and error pages would know nobody. */
    @Bean
    FilterRegistrationBean<SessionRepositoryFilter<?>> sessionsInEveryDispatch(
            SessionRepositoryFilter<?> filter) {
        var registration = new FilterRegistrationBean<SessionRepositoryFilter<?>>(filter);
        registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER);
        registration.setDispatcherTypes(
                DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        return registration;
    }

    /** Sent over TLS only, if the request came so or the application is known to be reached so. */
    @Bean
    CookieSerializer sessionCookie(@Value("${assent.base-url:}") String baseUrl) {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName("assent");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        if (baseUrl.startsWith("https:")) {
            cookie.setUseSecureCookie(true);
        }
        return cookie;
    }

    @Bean
    HttpSessionIdResolver pageSessions(CookieSerializer cookie) {
        return new PageSessions(cookie);
    }

    @Bean(defaultCandidate = false)
    @Qualifier("springSessionConversionService")
    ConversionService sessionConversion() {
        var conversion = new GenericConversionService();
        conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
        conversion.addConverter(byte[].class, Object.class, new Remembered());
        return conversion;
    }
}

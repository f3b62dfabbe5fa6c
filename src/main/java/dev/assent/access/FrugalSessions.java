package dev.assent.access;

import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Notes at most once a minute that a session is in use. A page that is kept up to date asks many
 * times a second, and each note is a write to the disk of the database.
 */
class FrugalSessions<S extends Session> implements SessionRepository<FrugalSessions.Frugal<S>> {

    static final Duration NOTED = Duration.ofMinutes(1);

    private final SessionRepository<S> sessions;

    FrugalSessions(SessionRepository<S> sessions) {
        this.sessions = sessions;
    }

    @Override
    public Frugal<S> createSession() {
        return new Frugal<>(sessions.createSession());
    }

    @Override
    public void save(Frugal<S> session) {
        sessions.save(session.stored());
    }

    @Override
    public @Nullable Frugal<S> findById(String id) {
        var session = sessions.findById(id);
        return session == null ? null : new Frugal<>(session);
    }

    @Override
    public void deleteById(String id) {
        sessions.deleteById(id);
    }

    record Frugal<S extends Session>(S stored) implements Session {

        @Override
        public void setLastAccessedTime(Instant now) {
            if (Duration.between(getLastAccessedTime(), now).compareTo(NOTED) >= 0) {
                stored.setLastAccessedTime(now);
            }
        }

        @Override
        public Instant getLastAccessedTime() {
            return stored.getLastAccessedTime();
        }

        @Override
        public String getId() {
            return stored.getId();
        }

        @Override
        public String changeSessionId() {
            return stored.changeSessionId();
        }

        @Override
        public <T> @Nullable T getAttribute(String name) {
            return stored.getAttribute(name);
        }

        @Override
        public Set<String> getAttributeNames() {
            return stored.getAttributeNames();
        }

        @Override
        public void setAttribute(String name, Object value) {
            stored.setAttribute(name, value);
        }

        @Override
        public void removeAttribute(String name) {
            stored.removeAttribute(name);
        }

        @Override
        public Instant getCreationTime() {
            return stored.getCreationTime();
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            stored.setMaxInactiveInterval(interval);
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return stored.getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            return stored.isExpired();
        }
    }
}

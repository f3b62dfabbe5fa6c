package dev.assent.live;

import dev.assent.tenancy.Id;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Whoever says so in a cookie is somebody: account and tenant, both 1 unless told otherwise. */
@Primary
@Component
@Profile("gallery")
public class GalleryRights implements StreamRights {

    private final Set<Id> barred = ConcurrentHashMap.newKeySet();

    @Override
    public Optional<Ticket> ticket(HttpServletRequest request) {
        var account = new Id(number(request, "account"));
        return barred.contains(account)
                ? Optional.empty()
                : Optional.of(new Ticket(account, new Id(number(request, "tenant")), "proof"));
    }

    @Override
    public Set<Ticket> alive(Collection<Ticket> tickets) {
        return tickets.stream()
                .filter(ticket -> !barred.contains(ticket.account()))
                .collect(Collectors.toSet());
    }

    /** This account has no rights any more. */
    public void bar(Id account) {
        barred.add(account);
    }

    private static long number(HttpServletRequest request, String cookie) {
        return Arrays.stream(
                        Optional.ofNullable(request.getCookies()).orElseGet(() -> new Cookie[0]))
                .filter(one -> one.getName().equals(cookie))
                .map(Cookie::getValue)
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(1);
    }
}

package dev.assent.webhook;

import dev.assent.tenancy.Id;
import dev.assent.webhook.Inbox.Letter;
import dev.assent.whatsapp.Change;
import dev.assent.whatsapp.Routes;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Whom letters are for: the phone number id decides; only where there is none the account, and
 * where Meta leaves that open too, the number in digits.
 */
@Component
class Addresses {

    private final Routes routes;

    Addresses(Routes routes) {
        this.routes = routes;
    }

    /**
     * Tells the tenants of each of these letters; more than one only where an account is shared.
     */
    Function<Letter, Set<Id>> of(Collection<Letter> letters) {
        var byNumber = routes.tenantsOf(names(letters, Change::phoneNumberId));
        var byAccount = routes.tenantsOfAccounts(names(letters, Addresses::account));
        var byDigits = routes.tenantsOfDisplayNumbers(names(letters, Addresses::digits));
        return letter -> {
            var change = letter.change();
            if (change.phoneNumberId() != null) {
                var tenant = byNumber.get(change.phoneNumberId());
                return tenant == null ? Set.of() : Set.of(tenant);
            }
            return account(change) != null
                    ? byAccount.getOrDefault(change.wabaId(), Set.of())
                    : byDigits.getOrDefault(
                            Objects.requireNonNullElse(digits(change), ""), Set.of());
        };
    }

    private static List<String> names(
            Collection<Letter> letters, Function<Change, @Nullable String> name) {
        return letters.stream()
                .map(letter -> name.apply(letter.change()))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct()
                .toList();
    }

    private static @Nullable String account(Change change) {
        var open =
                change.phoneNumberId() != null
                        || change.wabaId().isEmpty()
                        || change.wabaId().equals("0");
        return open ? null : change.wabaId();
    }

    private static @Nullable String digits(Change change) {
        return change.phoneNumberId() == null && account(change) == null
                ? change.displayNumber()
                : null;
    }
}

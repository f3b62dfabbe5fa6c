package dev.assent.permission;

import dev.assent.number.CallableCountries;

import org.springframework.stereotype.Component;

/** The countries of the edition that the business goes by. */
@Component
class EditionCountries implements CallableCountries {

    private final Rulebook rulebook;

    EditionCountries(Rulebook rulebook) {
        this.rulebook = rulebook;
    }

    @Override
    public boolean mayCallFrom(String country) {
        return !rulebook.policy().edition().barredCountries().contains(country);
    }
}

package dev.assent.number;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

/** Draws up how numbers stand now, by Meta's word and by the rules of their country. */
@Component
class NumberViews {

    private final ObjectProvider<CallableCountries> countries;
    private final InstantSource time;

    NumberViews(ObjectProvider<CallableCountries> countries, InstantSource time) {
        this.countries = countries;
        this.time = time;
    }

    NumberView of(BusinessNumber number) {
        var mayCall = countries.stream().allMatch(rules -> rules.mayCallFrom(number.country()));
        return new NumberView(number, NumberState.of(number, mayCall, time.instant()));
    }

    List<NumberView> of(Collection<BusinessNumber> numbers) {
        return numbers.stream().map(this::of).toList();
    }
}

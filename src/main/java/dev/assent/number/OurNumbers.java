package dev.assent.number;

import dev.assent.tenancy.Id;
import dev.assent.web.Chip;
import dev.assent.web.Here;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The numbers of a business in a list of what goes through them. Where there is one only, it is not
 * told, nor chosen.
 */
public record OurNumbers(List<BusinessNumber> all) {

    public OurNumbers {
        all = List.copyOf(all);
    }

    /** This one as people write it; null where it is not told. */
    public @Nullable String told(Id number) {
        return all.size() < 2
                ? null
                : all.stream()
                        .filter(one -> one.id().equals(number))
                        .map(BusinessNumber::international)
                        .findFirst()
                        .orElse(null);
    }

    /** Filters by the parameter {@code number}; none where there is nothing to choose between. */
    public List<Chip> chips(Here here, @Nullable Id only) {
        var chips = new ArrayList<Chip>();
        if (all.size() > 1) {
            chips.add(new Chip("All numbers", null, here.with("number", ""), only == null));
            for (var number : all) {
                chips.add(
                        new Chip(
                                number.international(),
                                null,
                                here.with("number", number.id()),
                                number.id().equals(only)));
            }
        }
        return chips;
    }
}

package dev.assent.call;

import dev.assent.contact.PhoneNumber;
import dev.assent.number.BusinessNumber;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Reads who somebody is from a row that {@code contact} is joined to. */
final class Who {

    private Who() {}

    /** The number as people write it; what Meta calls them where they hide it. */
    static String phone(ResultSet row) throws SQLException {
        var phone = row.getString("phone");
        if (phone != null) {
            return new PhoneNumber(phone).international();
        }
        var waId = row.getString("wa_id");
        return waId != null ? waId : row.getString("user_id");
    }

    /** Our number, as people write it; null where there is only one. */
    static @Nullable String from(List<BusinessNumber> numbers, Id number) {
        return numbers.size() < 2
                ? null
                : numbers.stream()
                        .filter(one -> one.id().equals(number))
                        .map(BusinessNumber::international)
                        .findFirst()
                        .orElse(null);
    }
}

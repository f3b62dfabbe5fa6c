package dev.assent.contact;

import com.google.i18n.phonenumbers.PhoneNumberUtil;

import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Person;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Somebody we know, as far as it takes to recognise them and to learn more about them. */
record Known(
        Id id,
        String name,
        @Nullable String phone,
        @Nullable String waId,
        @Nullable String userId,
        String country) {

    static Known known(ResultSet row, int number) throws SQLException {
        return new Known(
                new Id(row.getLong("id")),
                row.getString("name"),
                row.getString("phone"),
                row.getString("wa_id"),
                row.getString("user_id"),
                row.getString("country"));
    }

    /** What we know once Meta has told us this of the same person. */
    Known told(Person person) {
        var number = phone == null ? number(person) : null;
        var told = nameless() ? Names.told(person) : null;
        return new Known(
                id,
                told == null ? name : told,
                number == null ? phone : number.e164(),
                waId == null ? person.waId() : waId,
                userId == null ? person.userId() : userId,
                number == null ? country : number.country());
    }

    /** The same, with the user id as it was before. */
    Known withUserIdOf(Known before) {
        return new Known(id, name, phone, waId, before.userId, country);
    }

    /** The number of this person, where one can be read from what Meta calls them. */
    static @Nullable PhoneNumber number(Person person) {
        try {
            return person.waId() == null ? null : PhoneNumber.ofWaId(person.waId());
        } catch (IllegalArgumentException unusual) {
            return null;
        }
    }

    /** Whether the name is only the number, or what Meta calls them. */
    private boolean nameless() {
        return name.equals(userId)
                || name.equals(waId)
                || phone != null
                        && name.startsWith("+")
                        && phone.endsWith(PhoneNumberUtil.normalizeDigitsOnly(name));
    }
}

package dev.assent.contact;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Who somebody is, as lists tell it.
 *
 * @param phone as people write it; what Meta calls them where they hide it; empty where the name is
 *     no more than that
 */
public record Who(String name, String phone) {

    public static Who of(Contact contact) {
        return of(contact.name(), contact.number());
    }

    /** Reads it from a row that {@code contact} is joined to. */
    public static Who of(ResultSet row) throws SQLException {
        var phone = row.getString("phone");
        return of(
                row.getString("name"),
                Contact.number(
                        phone == null ? null : new PhoneNumber(phone),
                        row.getString("wa_id"),
                        row.getString("user_id")));
    }

    private static Who of(String name, String number) {
        return new Who(name, number.equals(name) ? "" : number);
    }
}

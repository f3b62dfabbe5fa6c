package dev.assent.access;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address that mail can be sent to, written in the one way we compare by: lower case, the domain
 * as the name system has it. Letters beyond ASCII before the @ are refused: what looks alike must
 * never be taken for somebody else's address.
 */
record MailAddress(String value) {

    /** What we say to somebody who typed something else. */
    static final String EXPECTED = "Enter a mail address, such as name@example.com.";

    private static final int LONGEST = 254;
    private static final Pattern FORM =
            Pattern.compile(
                    "[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                            + "@([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])");

    public MailAddress {
        value = normal(value);
        if (value.length() > LONGEST || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("no mail address");
        }
    }

    static Optional<MailAddress> read(String typed) {
        try {
            return Optional.of(new MailAddress(typed));
        } catch (IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    private static String normal(String typed) {
        var text = typed.strip();
        var at = text.lastIndexOf('@');
        return (text.substring(0, at + 1) + IDN.toASCII(text.substring(at + 1)))
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}

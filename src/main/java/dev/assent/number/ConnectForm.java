package dev.assent.number;

import dev.assent.number.Connections.Outcome.Hindered;
import dev.assent.number.Connections.Wanted;
import dev.assent.whatsapp.AccessToken;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;

import org.springframework.validation.BindingResult;

import java.util.Objects;

/** What a person copies from Meta to connect a number. */
record ConnectForm(
        @NotEmpty(message = "Copy the phone number ID from Meta.")
                @Pattern(
                        regexp = "\\d{0,30}",
                        message =
                                "The phone number ID consists of digits only. It is not the"
                                        + " telephone number itself.")
                String phoneNumberId,
        @NotEmpty(message = "Copy the WhatsApp Business account ID from Meta.")
                @Pattern(regexp = "\\d{0,30}", message = "The account ID consists of digits only.")
                String wabaId,
        @NotEmpty(message = "Paste the access token.")
                @Pattern(
                        regexp = TOKEN,
                        message =
                                "An access token is one long word. Paste it whole, and nothing"
                                        + " else.")
                String token) {

    /**
     * Visible ASCII, as {@link AccessToken} wants it, and no longer than fits its column sealed.
     */
    static final String TOKEN = "[!-~]{0,2000}";

    ConnectForm {
        phoneNumberId = stripped(phoneNumberId);
        wabaId = stripped(wabaId);
        token = stripped(token);
    }

    static ConnectForm empty() {
        return new ConnectForm("", "", "");
    }

    Wanted wanted() {
        return new Wanted(phoneNumberId, wabaId, new AccessToken(token));
    }

    /** Tells what hindered it where a person can do something about it. */
    static void tell(Hindered hindered, BindingResult form) {
        var key = hindered.obstacle().key();
        switch (hindered.obstacle().field()) {
            case NUMBER -> form.rejectValue("phoneNumberId", key);
            case ACCOUNT -> form.rejectValue("wabaId", key);
            case TOKEN -> form.rejectValue("token", key);
            case NONE -> form.reject(key);
        }
    }

    private static String stripped(String text) {
        return Objects.requireNonNullElse(text, "").strip();
    }

    /** Holds a secret. */
    @Override
    public String toString() {
        return "ConnectForm[…]";
    }
}

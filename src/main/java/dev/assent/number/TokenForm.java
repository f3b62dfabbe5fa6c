package dev.assent.number;

import dev.assent.number.Connections.Outcome.Hindered;
import dev.assent.whatsapp.AccessToken;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;

import org.springframework.validation.BindingResult;

import java.util.Objects;

/** Another token for a number that is known. */
record TokenForm(
        @NotEmpty(message = "Paste the access token.")
                @Pattern(
                        regexp = ConnectForm.TOKEN,
                        message =
                                "An access token is one long word. Paste it whole, and nothing"
                                        + " else.")
                String token) {

    TokenForm {
        token = Objects.requireNonNullElse(token, "").strip();
    }

    static TokenForm empty() {
        return new TokenForm("");
    }

    Connections.Wanted wanted(BusinessNumber number) {
        return new Connections.Wanted(
                number.phoneNumberId(), number.wabaId(), new AccessToken(token));
    }

    static void tell(Hindered hindered, BindingResult form) {
        switch (hindered.obstacle().field()) {
            case NUMBER, ACCOUNT, TOKEN -> form.rejectValue("token", hindered.obstacle().key());
            case NONE -> form.reject(hindered.obstacle().key());
        }
    }

    /** Holds a secret. */
    @Override
    public String toString() {
        return "TokenForm[…]";
    }
}

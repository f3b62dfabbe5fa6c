package dev.assent.simulator;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.Optional;

/** Who a Graph request comes from and whom it is meant for, and what Meta asks of both. */
class Addressing {

    private final BusinessNumbers numbers;
    private final Phones phones;
    private final Settings settings;

    Addressing(BusinessNumbers numbers, Phones phones, Settings settings) {
        this.numbers = numbers;
        this.phones = phones;
        this.settings = settings;
    }

    /** The number a request names, if the token opens it. */
    BusinessNumber number(GraphRequest request) {
        var number =
                numbers.find(request.id()).orElseThrow(() -> GraphError.noSuchObject(request.id()));
        request.checkOpens(number.wabaId());
        return number;
    }

    static void checkProduct(JsonNode body) {
        if (!body.path("messaging_product").asString().equals("whatsapp")) {
            throw GraphError.of(
                    Fault.INVALID_PARAMETER, "The parameter messaging_product is required.");
        }
    }

    /** The phone named by {@code to}, or else by {@code recipient}. */
    Phone recipient(JsonNode body, BusinessNumber number) {
        var to = Json.text(body, "to");
        if (to.isPresent()) {
            return byNumber(to.get(), number);
        }
        var userId = Json.text(body, "recipient").orElseThrow(() -> GraphError.missing("to"));
        return phones.findByUserId(userId)
                .orElseThrow(() ->
                        GraphError.of(Fault.BAD_VALUE, "Nobody has the user id " + userId + "."));
    }

    void checkCallingOn(BusinessNumber number) {
        if (!number.callingSettings().enabled()) {
            throw GraphError.of(
                    Fault.CALLING_DISABLED,
                    "Calling API not enabled for this phone number: enable it in its settings.");
        }
    }

    void checkCountry(BusinessNumber number) {
        if (settings.quirks().bars(number)) {
            throw GraphError.of(
                    Fault.COUNTRY,
                    "Not available for business numbers of %s.".formatted(number.country()));
        }
    }

    void checkNotPaused(BusinessNumber number, Instant now) {
        if (number.pausedAt(now)) {
            throw GraphError.passing(
                    Fault.CALLING_PAUSED,
                    "Disabled for low quality.",
                    Optional.ofNullable(number.pausedUntil()));
        }
    }

    private Phone byNumber(String to, BusinessNumber number) {
        String waId;
        try {
            waId = Names.digits(to);
        } catch (Impossible strange) {
            throw GraphError.of(Fault.BAD_VALUE, "Recipient " + to + " is no phone number.");
        }
        if (waId.equals(number.digits())) {
            throw GraphError.of(Fault.TO_ITSELF, "A number cannot write to itself.");
        }
        return phones.called(waId);
    }
}

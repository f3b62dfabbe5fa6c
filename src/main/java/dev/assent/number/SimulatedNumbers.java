package dev.assent.number;

import dev.assent.number.Connections.Outcome;
import dev.assent.number.Connections.Wanted;
import dev.assent.tenancy.Tenant;
import dev.assent.whatsapp.AccessToken;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/** Gets numbers from the simulator, which are then connected as any other. */
@Component
@ConditionalOnBooleanProperty("assent.demo")
class SimulatedNumbers {

    private final Connections connections;
    private final Environment environment;
    private final RestClient simulator = RestClient.create();

    SimulatedNumbers(Connections connections, Environment environment) {
        this.connections = connections;
        this.environment = environment;
    }

    /** What the simulator answers. */
    private record Fresh(
            @Nullable String phone_number_id,
            @Nullable String waba_id,
            @Nullable String access_token) {

        Wanted wanted() {
            return new Wanted(
                    Objects.requireNonNull(phone_number_id),
                    Objects.requireNonNull(waba_id),
                    new AccessToken(Objects.requireNonNull(access_token)));
        }
    }

    /** A number of the business's own country, connected to it. */
    Outcome connectFresh() {
        try {
            return connections.connect(Objects.requireNonNull(fresh()).wanted());
        } catch (RestClientException away) {
            return new Outcome.Hindered(Obstacle.META_UNREACHABLE, null);
        }
    }

    private @Nullable Fresh fresh() {
        var business = Tenant.current();
        return simulator
                .post()
                .uri(
                        URI.create(
                                environment.getRequiredProperty("assent.own-url")
                                        + "/simulator/numbers"))
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("business", business.name(), "country", business.country()))
                .retrieve()
                .body(Fresh.class);
    }
}

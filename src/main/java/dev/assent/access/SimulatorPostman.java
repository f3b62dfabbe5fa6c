package dev.assent.access;

import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Demo mode: letters are read at {@code /simulator/mail}. */
class SimulatorPostman implements Postman {

    private final Environment environment;
    private final RestClient client;

    SimulatorPostman(Environment environment, RestClient.Builder client) {
        this.environment = environment;
        var requests = new JdkClientHttpRequestFactory();
        requests.setReadTimeout(Duration.ofSeconds(10));
        this.client = client.requestFactory(requests).build();
    }

    @Override
    public void deliver(Letter letter) throws IOException {
        try {
            client.post()
                    .uri(
                            URI.create(
                                    environment.getRequiredProperty("assent.own-url")
                                            + "/simulator/mail"))
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(letter)
                    .retrieve()
                    .toBodilessEntity();
        } catch (RestClientException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }
}

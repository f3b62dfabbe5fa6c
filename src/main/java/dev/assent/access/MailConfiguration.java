package dev.assent.access;

import dev.assent.tenancy.Misconfigured;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.client.RestClient;

import java.net.URI;

/** Chooses who takes the letters away. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    @Bean
    Postman postman(
            @Value("${assent.smtp-url:}") String smtp,
            @Value("${assent.mail-from:}") String from,
            @Value("${assent.demo}") boolean demo,
            BaseUrl url,
            Environment environment) {
        if (!smtp.isBlank()) {
            return new SmtpPostman(
                    server(smtp.strip()), () -> from.isBlank() ? noReply(url) : from);
        }
        if (demo) {
            return new SimulatorPostman(environment, RestClient.builder());
        }
        throw new Misconfigured(
                "ASSENT_SMTP_URL is not set: it must name the mail server, such as"
                        + " smtp://user:password@mail.example.com:587, so that people can sign up"
                        + " and set a new password");
    }

    private static String noReply(BaseUrl url) {
        return "Assent <no-reply@%s>".formatted(url.of("/").getHost());
    }

    private static URI server(String smtp) {
        var server = URI.create(smtp);
        if (server.getHost() == null || !smtp.matches("smtps?://.*")) {
            throw new Misconfigured(
                    "ASSENT_SMTP_URL must look like smtp://user:password@host:port or smtps://…");
        }
        return server;
    }
}

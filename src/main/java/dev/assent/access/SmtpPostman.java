package dev.assent.access;

import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.function.Supplier;

/** Hands letters to a mail server. */
class SmtpPostman implements Postman {

    private static final String TIMEOUT_MILLIS = "10000";

    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();
    private final Supplier<String> from;

    /**
     * @param server {@code smtp://user:password@host:port} or {@code smtps://…}; user, password and
     *     port may be absent
     */
    SmtpPostman(URI server, Supplier<String> from) {
        var protocol = server.getScheme();
        sender.setProtocol(protocol);
        sender.setHost(server.getHost());
        sender.setPort(server.getPort());
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        var user = server.getRawUserInfo();
        if (user != null) {
            var parts = user.split(":", 2);
            sender.setUsername(decoded(parts[0]));
            sender.setPassword(decoded(parts.length > 1 ? parts[1] : ""));
        }
        sender.setJavaMailProperties(options(protocol, user, server.getHost()));
        this.from = from;
    }

    @Override
    public void deliver(Letter letter) throws IOException {
        var message = new SimpleMailMessage();
        message.setFrom(from.get());
        message.setTo(letter.to());
        message.setSubject(letter.subject());
        message.setText(letter.text());
        try {
            sender.send(message);
        } catch (MailException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    private static Properties options(String protocol, @Nullable String user, String host) {
        var options = new Properties();
        var prefix = "mail." + protocol;
        options.setProperty(prefix + ".connectiontimeout", TIMEOUT_MILLIS);
        options.setProperty(prefix + ".timeout", TIMEOUT_MILLIS);
        options.setProperty(prefix + ".writetimeout", TIMEOUT_MILLIS);
        options.setProperty(prefix + ".auth", String.valueOf(user != null));
        options.setProperty(prefix + ".starttls.enable", "true");
        // A password must not travel in the open, except inside this machine.
        options.setProperty(
                prefix + ".starttls.required", String.valueOf(user != null && !isHere(host)));
        return options;
    }

    private static boolean isHere(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}

package dev.assent.access;

import org.awaitility.Awaitility;
import org.springframework.context.annotation.Primary;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Takes all letters, so that a test can read them. */
@Primary
class Mailbox implements Postman {

    private static final Pattern LINK = Pattern.compile("http://localhost:\\d+(/\\S+)");

    private final List<Letter> letters = new CopyOnWriteArrayList<>();

    @Override
    public void deliver(Letter letter) {
        letters.add(letter);
    }

    /** All letters to this address so far. */
    List<Letter> to(String mail) {
        return letters.stream().filter(letter -> letter.to().equals(mail)).toList();
    }

    /** Waits until so many letters went to this address. */
    void await(String mail, int count) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> to(mail).size() >= count);
    }

    /** The path in the newest letter to this address, once there are so many. */
    String link(String mail, int count) {
        await(mail, count);
        var link = LINK.matcher(to(mail).getLast().text());
        if (!link.find()) {
            throw new AssertionError("no link in " + to(mail).getLast());
        }
        return link.group(1);
    }

    String link(String mail) {
        return link(mail, 1);
    }
}

package dev.assent.call;

import dev.assent.access.Audit;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.util.List;
import java.util.Objects;

/** Which payloads of quick-reply buttons mean "call me", as the business has named them. */
@Component
class CallbackWords {

    static final int MOST = 20;

    /** Meta's own limit for the payload of a button. */
    static final int LONGEST = 256;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Audit audit;

    CallbackWords(JdbcClient jdbc, JdbcTemplate batches, Audit audit) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.audit = audit;
    }

    List<String> all() {
        return jdbc
                .sql("select word from callback_word order by word")
                .query(String.class)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    /** Whether this payload is one of them, in capitals or not. */
    static boolean means(List<String> words, String payload) {
        return words.stream().anyMatch(word -> word.equalsIgnoreCase(payload.strip()));
    }

    /** Two who do so at once for the first time both have their way. */
    @Transactional
    public void name(List<String> words) {
        jdbc.sql("delete from callback_word").update();
        batches.batchUpdate(
                "insert into callback_word (word) values (?) on duplicate key update word = word",
                words.stream().sorted().map(word -> new Object[] {word}).toList());
        audit.note("named the buttons that mean call me", String.join(", ", words));
    }
}

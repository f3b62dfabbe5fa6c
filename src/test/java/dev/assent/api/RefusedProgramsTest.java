package dev.assent.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.AssentTest;
import dev.assent.LogLines;
import dev.assent.ReadsLog;
import dev.assent.permission.Scene;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.util.List;

/** What is turned away at the API can be looked up. */
@ReadsLog
@AssentTest
class RefusedProgramsTest {

    @Autowired ApplicationContext application;

    private Program program;

    @BeforeEach
    void aBusinessWithAKey() {
        program = new Program(application, Scene.lotus(application));
    }

    @Test
    void each_refusal_leaves_one_line_without_what_was_sent() throws Exception {
        assertThat(toldOf(program))
                .containsExactly(
                        "INFO refused with 404: GET /api/v1/call-permissions by API key test");
    }

    @Test
    void who_shows_no_key_of_ours_leaves_one_line_without_it() throws Exception {
        assertThat(toldOf(program.withKey("no-key-of-ours")))
                .containsExactly("INFO refused with 401: GET /api/v1/call-permissions by nobody");
    }

    /** What the log says of a question about a number that nobody has. */
    private static List<String> toldOf(Program program) throws Exception {
        try (var log = LogLines.of("dev.assent")) {
            program.get("/api/v1/call-permissions?number=1&contact=%2B919812345678");
            await().until(() -> !refusals(log).isEmpty());
            assertThat(log.lines())
                    .noneMatch(line -> line.contains("no-key-of-ours"))
                    .noneMatch(line -> line.contains("919812345678"));
            return refusals(log);
        }
    }

    private static List<String> refusals(LogLines log) {
        return log.lines().stream().filter(line -> line.contains("refused with")).toList();
    }
}

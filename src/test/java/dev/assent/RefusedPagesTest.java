package dev.assent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.permission.Scene;
import dev.assent.tenancy.Id;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import java.util.Map;

/** What a page turns away can be looked up. */
@ReadsLog
@AssentTest
class RefusedPagesTest {

    @Autowired ApplicationContext application;

    @Test
    void each_refusal_leaves_one_line_without_what_was_said() {
        var lotus = Scene.lotus(application);
        var meera = lotus.stranger("Meera");
        var anothers = Scene.lotus(application).stranger("Jonas");
        var asha = People.in(application).hire(Role.AGENT, lotus.tenant).signIn();
        var agent = asha.browser();
        agent.page("/contacts/new");
        var asking = "/contacts/" + meera.id() + "/permission-request";
        try (var log = LogLines.of("dev.assent.access.RefusalsTold")) {
            agent.post("/contacts", Map.of("name", "Hush", "phone", "+12"));
            agent.page("/contacts/" + anothers.id());
            agent.post(
                    asking,
                    Map.of(
                            "attempt",
                            Id.fresh().toString(),
                            "number",
                            lotus.number.id().toString(),
                            "way",
                            "FREE_FORM",
                            "body",
                            "Hush"));
            agent.fragment("/signup/hush");
            agent.page("/contacts");
            var by = " by %s of %s".formatted(asha.account(), lotus.tenant.id());
            assertThat(log.lines())
                    .filteredOn(line -> line.endsWith(by))
                    .containsExactly(
                            "INFO refused with 422: POST /contacts" + by,
                            "INFO refused with 404: GET /contacts/{id}" + by,
                            "INFO refused with 409: POST"
                                    + " /contacts/{contact}/permission-request"
                                    + by,
                            "INFO refused with 404: GET /signup/{token}" + by);
        }
        assertThat(lotus.requests(meera)).isEmpty();
    }
}

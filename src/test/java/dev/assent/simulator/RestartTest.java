package dev.assent.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.tenancy.TestDatabase;

import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Everything is still there after a restart, and what had to be told is told. */
class RestartTest {

    @Test
    void a_restart_keeps_the_world_and_loses_no_webhook() {
        var application = new Application();
        var farah = Meta.person();
        Meta.Line lotus;
        try (var context = start()) {
            lotus = meta(context).line("IN", application);
            lotus.phone(farah, "message", "{\"text\":\"hi\"}");
            application.value("messages", _ -> true);
            lotus.meta().done("PATCH", "/settings.json", "{\"delivery\":{\"paused\":true}}");
            lotus.ask(farah);
            lotus.phone(farah, "reply", "{\"choice\":\"allow\"}");
            lotus.dial(farah);
        }
        assertThat(application.changes()).hasSize(1);
        try (var context = start()) {
            var again =
                    new Meta.Line(
                            meta(context), lotus.id(), lotus.waba(), lotus.token(), lotus.digits());
            assertThat(again.state(farah).path("state").asString()).isEqualTo("ringing");
            assertThat(again.ask(farah).code()).isEqualTo(138009);
            again.meta().done("PATCH", "/settings.json", "{\"delivery\":{\"paused\":false}}");
            application.reply("accept");
            again.phone(farah, "answer", "{}");
            application.call("connect");
            again.phone(farah, "hangup", "{}");
            application.call("terminate");
            assertThat(application.values("messages").toString())
                    .contains("\"sent\"", "\"delivered\"");
        }
        application.close();
    }

    private static ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(SimulatorAlone.class)
                .profiles("simulator-alone")
                .properties(
                        "assent.demo=true",
                        "server.port=0",
                        "assent.db.prefix=" + TestDatabase.prefix() + "_again")
                .run();
    }

    private static Meta meta(ConfigurableApplicationContext context) {
        return new Meta(
                Integer.parseInt(
                        context.getEnvironment().getRequiredProperty("local.server.port")));
    }
}

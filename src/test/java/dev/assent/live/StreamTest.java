package dev.assent.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.assent.live.StreamRights.Ticket;
import dev.assent.tenancy.Id;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.Set;

class StreamTest {

    private static final Ticket TICKET = new Ticket(new Id(1), new Id(2), "a session");

    private final Connection connection = new Connection();
    private final Stream stream = new Stream(TICKET, Set.of("row-7"), connection, Runnable::run);

    @Test
    void a_browser_that_is_gone_is_left_to_the_container() {
        connection.gone = true;
        stream.changed(List.of("row-7"));
        stream.changed(List.of("row-7"));
        assertThat(connection.tried).isEqualTo(1);
        assertThat(connection.ended).isZero();
    }

    @Test
    void a_connection_that_is_over_is_ended_once() {
        connection.over = true;
        assertThatCode(() -> stream.changed(List.of("row-7"))).doesNotThrowAnyException();
        stream.end();
        assertThat(connection.ended).isEqualTo(1);
    }

    private static class Connection implements Stream.Browser {

        private boolean gone;
        private boolean over;
        private int tried;
        private int ended;

        @Override
        public void send(String event, String data, long id) throws IOException {
            tried++;
            if (gone) {
                throw new IOException("Broken pipe");
            }
            check();
        }

        @Override
        public void end() {
            ended++;
            check();
        }

        private void check() {
            if (over) {
                throw new IllegalStateException("over already");
            }
        }
    }
}

package dev.assent.call;

import dev.assent.live.Live;
import dev.assent.tenancy.Id;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What happened to callbacks. Whatever is noted here is told to the pages that show it. */
@Component
class CallbackEvents {

    private final JdbcClient jdbc;
    private final Live live;

    CallbackEvents(JdbcClient jdbc, Live live) {
        this.jdbc = jdbc;
        this.live = live;
    }

    /** What happened to it, the latest first. */
    List<CallbackEvent> of(Id callback) {
        return jdbc
                .sql(
                        """
                        select at, kind, cause, who, detail from callback_event
                        where callback_id = ? order by at desc, id desc limit 100
                        """)
                .param(callback.value())
                .query(CallbackEvent.class)
                .list()
                .stream()
                .map(Objects::requireNonNull)
                .toList();
    }

    /** Whether that occasion was noted before. */
    boolean isKnown(String source) {
        return jdbc.sql("select count(*) from callback_event where source = ?")
                .param(source)
                .query(Boolean.class)
                .single();
    }

    /** It came up. */
    void note(Id callback, Occasions.Occasion occasion) {
        jdbc.sql(
                        """
                        insert into callback_event (id, callback_id, at, kind, cause, source)
                        values (?, ?, ?, 'CAME', ?, ?)
                        """)
                .params(
                        Id.fresh().value(),
                        callback.value(),
                        occasion.at(),
                        occasion.cause().name(),
                        occasion.source())
                .update();
        changed(callback);
    }

    void note(
            Id callback,
            Instant at,
            CallbackEvent.Kind kind,
            @Nullable String who,
            @Nullable String detail) {
        jdbc.sql(
                        """
                        insert into callback_event (id, callback_id, at, kind, who, detail)
                        values (:id, :callback, :at, :kind, :who, :detail)
                        """)
                .param("id", Id.fresh().value())
                .param("callback", callback.value())
                .param("at", at)
                .param("kind", kind.name())
                .param("who", who)
                .param("detail", detail)
                .update();
        changed(callback);
    }

    private void changed(Id callback) {
        live.changed(Callback.LIST, Callback.topic(callback));
    }
}

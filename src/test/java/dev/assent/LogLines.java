package dev.assent;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a class logs while somebody listens, which tests else do not see below warnings. */
public final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger logger;
    private final Level before;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LogLines(String of) {
        logger = (Logger) LoggerFactory.getLogger(of);
        before = logger.getLevel();
        logger.setLevel(Level.INFO);
        logger.addAppender(this);
        start();
    }

    /** Listens from now on, until it is closed. */
    public static LogLines of(String className) {
        return new LogLines(className);
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add("%s %s".formatted(event.getLevel(), event.getFormattedMessage()));
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setLevel(before);
    }
}

package dev.assent.web;

import org.springframework.stereotype.Component;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments in words, in the time zone of the business whose page it is. */
@Component("moments")
class Moments {

    private static final DateTimeFormatter TIME = format("HH:mm");
    private static final DateTimeFormatter WEEKDAY = format("EEE");
    private static final DateTimeFormatter LONG_DAY = format("EEEE, d MMMM");
    private static final DateTimeFormatter LONG_DAY_AND_YEAR = format("EEEE, d MMMM uuuu");
    private static final DateTimeFormatter DAY = format("d MMM");
    private static final DateTimeFormatter DAY_AND_YEAR = format("d MMM uuuu");
    private static final DateTimeFormatter EXACT = format("EEEE, d MMMM uuuu, HH:mm:ss (zzz)");

    private final Frame frame;
    private final InstantSource time;

    Moments(Frame frame, InstantSource time) {
        this.frame = frame;
        this.time = time;
    }

    /** As people would say it now: the day by name where it is near, the year where it is far. */
    public String near(Instant moment) {
        var at = moment.atZone(zone());
        var today = time.instant().atZone(zone()).toLocalDate();
        var day = at.toLocalDate();
        if (day.equals(today)) {
            return "Today " + TIME.format(at);
        }
        if (day.equals(today.minusDays(1))) {
            return "Yesterday " + TIME.format(at);
        }
        if (day.equals(today.plusDays(1))) {
            return "Tomorrow " + TIME.format(at);
        }
        return (day.getYear() == today.getYear() ? DAY : DAY_AND_YEAR).format(at)
                + " "
                + TIME.format(at);
    }

    /** In the fewest words: the time today, the weekday in the last six days, else the date. */
    public String brief(Instant moment) {
        var at = moment.atZone(zone());
        var today = time.instant().atZone(zone()).toLocalDate();
        var day = at.toLocalDate();
        if (day.equals(today)) {
            return TIME.format(at);
        }
        if (day.isBefore(today) && day.isAfter(today.minusDays(7))) {
            return WEEKDAY.format(at);
        }
        return (day.getYear() == today.getYear() ? DAY : DAY_AND_YEAR).format(at);
    }

    /** The time of day. */
    public String time(Instant moment) {
        return TIME.format(moment.atZone(zone()));
    }

    /** The day: by name where it is near, the year where it is far. */
    public String day(LocalDate day) {
        var today = time.instant().atZone(zone()).toLocalDate();
        if (day.equals(today)) {
            return "Today";
        }
        if (day.equals(today.minusDays(1))) {
            return "Yesterday";
        }
        return (day.getYear() == today.getYear() ? LONG_DAY : LONG_DAY_AND_YEAR).format(day);
    }

    /** The same inside a sentence: {@code today 14:22}, {@code yesterday 18:31}. */
    public String within(Instant moment) {
        var words = near(moment);
        return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }

    /** The same behind "until": {@code 14:22} if that is today. */
    public String until(Instant moment) {
        return within(moment).replace("today ", "");
    }

    /** How long ago that was where it is less than an hour, else as {@link #near}. */
    public String ago(Instant moment) {
        var age = Duration.between(moment, time.instant());
        if (age.toHours() > 0 || age.isNegative()) {
            return near(moment);
        }
        return age.toMinutes() == 0 ? "just now" : "%d min ago".formatted(age.toMinutes());
    }

    /** To the second, with the zone. */
    public String exact(Instant moment) {
        return EXACT.format(moment.atZone(zone()));
    }

    /** What is left until then, in its two largest units. */
    public String left(Instant until) {
        return words(Duration.between(time.instant(), until));
    }

    /** What is left until then: hours, minutes and seconds; from a day on as {@link #left}. */
    public String clock(Instant until) {
        return clock(Duration.between(time.instant(), until));
    }

    /** Keep in step with {@code countdown.js}. */
    static String clock(Duration left) {
        if (left.isNegative()) {
            return "0:00:00";
        }
        return left.toDays() > 0
                ? words(left)
                : "%d:%02d:%02d"
                        .formatted(left.toHours(), left.toMinutesPart(), left.toSecondsPart());
    }

    /** Keep in step with {@code countdown.js}. */
    static String words(Duration left) {
        if (left.toDays() > 0) {
            return left.toHoursPart() == 0
                    ? "%d d".formatted(left.toDays())
                    : "%d d %d h".formatted(left.toDays(), left.toHoursPart());
        }
        if (left.toHours() > 0) {
            return left.toMinutesPart() == 0
                    ? "%d h".formatted(left.toHours())
                    : "%d h %d min".formatted(left.toHours(), left.toMinutesPart());
        }
        return left.toMinutes() > 0
                ? "%d min".formatted(left.toMinutes())
                : "%d s".formatted(Math.max(0, left.toSeconds()));
    }

    private ZoneId zone() {
        var viewer = frame.viewer();
        return viewer == null ? ZoneOffset.UTC : viewer.zone();
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}

package dev.assent.template;

import dev.assent.whatsapp.Answer;
import dev.assent.whatsapp.MetaError;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import java.util.Locale;

/** What to tell people when Meta did not do what they asked for. */
@Component
class Hitches {

    private final MessageSource messages;

    Hitches(MessageSource messages) {
        this.messages = messages;
    }

    /**
     * @param text what happened, and what to do next
     * @param meta her own words, where she gave some
     */
    record Hitch(String text, @Nullable String meta) {}

    Hitch of(Answer<?> answer) {
        return switch (answer) {
            case Answer.Done<?> done ->
                    throw new IllegalArgumentException("no hitch: " + done.value());
            case Answer.Refused<?>(var error) ->
                    new Hitch(
                            messages.getMessage(error.trouble().key(), null, Locale.ENGLISH),
                            words(error));
            case Answer.Failed<?>(var error) ->
                    new Hitch(
                            "WhatsApp had a fault of its own, and may have done it all the same. We"
                                + " look into it; see the list in a minute before you try again.",
                            words(error));
            case Answer.Silent<?> _ ->
                    new Hitch(
                            "WhatsApp did not answer in time, and may have done it all the same. We"
                                + " look into it; see the list in a minute before you try again.",
                            null);
            case Answer.Unreachable<?> _ ->
                    new Hitch(
                            "WhatsApp could not be reached, so nothing was done. Try again in a"
                                    + " minute; if it keeps happening, look at the number under"
                                    + " Settings, Numbers.",
                            null);
        };
    }

    private static @Nullable String words(MetaError error) {
        var details = error.details();
        var words = details == null || details.isBlank() ? error.message() : details;
        return words.isBlank() ? null : words;
    }
}

package dev.assent.call;

import static java.util.Objects.requireNonNullElse;

import org.springframework.validation.Errors;

import java.util.List;

/**
 * The payloads of buttons that mean "call me", as somebody types them.
 *
 * @param words one on each line
 */
record CallbackWordsForm(String words) {

    CallbackWordsForm {
        words = requireNonNullElse(words, "");
    }

    static CallbackWordsForm of(List<String> words) {
        return new CallbackWordsForm(String.join("\n", words));
    }

    /** Each once; notes what is wrong with them. */
    List<String> read(Errors errors) {
        var read =
                words.lines()
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .toList();
        if (read.size() > CallbackWords.MOST) {
            errors.rejectValue("words", "many", "Name at most 20 of them.");
        }
        if (read.stream().anyMatch(word -> word.length() > CallbackWords.LONGEST)) {
            errors.rejectValue("words", "long", "A payload has at most 256 characters.");
        }
        return read;
    }
}

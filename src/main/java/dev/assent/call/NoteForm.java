package dev.assent.call;

import static java.util.Objects.requireNonNullElse;

import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** What somebody writes down after a call. */
record NoteForm(
        String tag, @Size(max = LONGEST, message = "Use at most 2,000 characters.") String note) {

    static final int LONGEST = 2_000;

    NoteForm {
        tag = requireNonNullElse(tag, "").strip();
        note = requireNonNullElse(note, "").strip();
    }

    static NoteForm of(LogRow row) {
        return new NoteForm(row.tag() == null ? "" : row.tag().key(), row.note());
    }

    /** What of it is to be stored, null where there is none; notes what is wrong with it. */
    @Nullable String tag(Errors errors) {
        if (!tag.isEmpty() && Tag.ofKey(tag).isEmpty()) {
            errors.rejectValue("tag", "unknown", "Choose one of these.");
        }
        return tag.isEmpty() ? null : tag;
    }
}

package dev.assent.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the policy of the site would refuse, or what would make markup of people's words. */
class TemplatesTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Path SCRIPTS = Path.of("frontend-assets/js");

    /** In a tag, also as Thymeleaf or htmx would set it. */
    private static final Pattern INLINE =
            Pattern.compile(
                    "<style|<script(?![^>]*\\ssrc=|[^>]*\\sth:src=)|<[^>]*\\s(?:th:)?style="
                            + "|<[^>]*\\s(?:th:)?on[a-z]+=|<[^>]*\\s(?:hx-on|th:utext)"
                            + "|=\"\\s*(?:javascript|js):");

    private static final Pattern MARKUP =
            Pattern.compile(
                    "\\.(?:inner|outer)HTML\\s*\\+?=[^=]|insertAdjacentHTML|document\\.write"
                            + "|\\beval\\(|new Function|setAttribute\\('(?:style|on)");

    @Test
    void no_page_holds_script_style_or_unescaped_words_of_its_own() throws IOException {
        assertThat(found(TEMPLATES, ".html", INLINE)).isEmpty();
    }

    @Test
    void no_script_makes_markup_or_code_of_text() throws IOException {
        assertThat(found(SCRIPTS, ".js", MARKUP)).isEmpty();
    }

    private static List<String> found(Path folder, String ending, Pattern pattern)
            throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(path -> path.toString().endsWith(ending)).toList()) {
                pattern.matcher(Files.readString(file))
                        .results()
                        .forEach(result -> found.add(file + ": " + result.group()));
            }
        }
        return found;
    }
}

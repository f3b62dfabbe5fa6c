package dev.assent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.JavaFormatterOptions;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** Run with {@code -Dtest=FormatTest -Dformat=true} to repair what it finds. */
class FormatTest {

    private final Formatter formatter =
            new Formatter(
                    JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP).build());

    @Test
    void every_source_file_has_the_format_of_the_house() throws Exception {
        try (var files = Files.walk(Path.of("src"))) {
            var unformatted = new ArrayList<Path>();
            for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var before = Files.readString(file);
                var after = formatter.formatSourceAndFixImports(before);
                if (after.equals(before)) {
                    continue;
                }
                if (Boolean.getBoolean("format")) {
                    Files.writeString(file, after);
                } else {
                    unformatted.add(file);
                }
            }
            assertThat(unformatted).isEmpty();
        }
    }
}

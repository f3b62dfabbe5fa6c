package dev.assent.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.webjars.WebJarVersionLocator;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * All icons in one file that browsers keep. Built when the application starts, from those icons of
 * Tabler that {@code icons.txt} names, and from our own below {@code icons/}.
 */
@Controller("icons")
class Icons {

    private static final Pattern DRAWING = Pattern.compile("<svg[^>]*>(.*)</svg>", Pattern.DOTALL);
    private static final Pattern BOUNDING_BOX =
            Pattern.compile("<path stroke=\"none\" d=\"M0 0h24v24H0z\" fill=\"none\"\\s*/>");
    private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml");

    private static final String TABLER =
            "META-INF/resources/webjars/tabler__icons/"
                    + new WebJarVersionLocator().version("tabler__icons");

    private final Set<String> names;
    private final byte[] sprite;
    private final String path;

    Icons() throws IOException {
        this.names = names();
        this.sprite = sprite(names).getBytes(UTF_8);
        this.path = "/img/icons-%s.svg".formatted(Assets.fingerprint(sprite));
    }

    /**
     * Where the icon of this name is found.
     *
     * @throws IllegalArgumentException if {@code icons.txt} does not name it
     */
    public String href(String name) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException("no icon %s in icons.txt".formatted(name));
        }
        return path + "#" + name;
    }

    @GetMapping("/img/icons-{fingerprint}.svg")
    ResponseEntity<byte[]> sprite(@PathVariable String fingerprint) {
        return ResponseEntity.ok()
                .contentType(SVG)
                .cacheControl(Assets.caching(fingerprint, sprite))
                .body(sprite);
    }

    private static Set<String> names() throws IOException {
        var names = new TreeSet<String>();
        text("icons.txt")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(names::add);
        return names;
    }

    private static String sprite(Set<String> names) throws IOException {
        var symbols = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\">\n");
        for (var name : names) {
            symbols.append("<symbol id=\"%s\" viewBox=\"0 0 24 24\">".formatted(name))
                    .append(drawing(name))
                    .append("</symbol>\n");
        }
        return symbols.append("</svg>\n").toString();
    }

    private static String drawing(String name) throws IOException {
        var ours = new ClassPathResource("icons/%s.svg".formatted(name));
        var source =
                ours.exists()
                        ? ours.getContentAsString(UTF_8)
                        : text(TABLER + "/icons/outline/%s.svg".formatted(name));
        var drawing = DRAWING.matcher(source);
        if (!drawing.find()) {
            throw new IllegalStateException("icon %s is no drawing".formatted(name));
        }
        return BOUNDING_BOX.matcher(drawing.group(1)).replaceAll("").replaceAll("\\s*\n\\s*", "");
    }

    private static String text(String resource) throws IOException {
        return new ClassPathResource(resource).getContentAsString(UTF_8);
    }
}

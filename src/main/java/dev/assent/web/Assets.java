package dev.assent.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.VersionResourceResolver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Our own styles, scripts and pictures. Browsers keep them for a year, since their URL changes with
 * their content: that of a style or picture holds its own hash; those of the scripts share one hash
 * in front of the file name, so that modules can import each other by relative paths.
 */
@Configuration(proxyBeanMethods = false)
class Assets implements WebMvcConfigurer {

    static final CacheControl FOR_A_YEAR =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        var scripts = new VersionResourceResolver().addFixedVersionStrategy(version(), "/**");
        serve(registry, "js", scripts);
        serve(registry, "css", byContent());
        serve(registry, "img", byContent());
    }

    private static void serve(
            ResourceHandlerRegistry registry, String folder, VersionResourceResolver versions) {
        registry.addResourceHandler("/" + folder + "/**")
                .addResourceLocations("classpath:/static/" + folder + "/")
                .setCacheControl(FOR_A_YEAR)
                .resourceChain(true)
                .addResolver(versions);
    }

    private static VersionResourceResolver byContent() {
        return new VersionResourceResolver().addContentVersionStrategy("/**");
    }

    private static String version() {
        var all = new ByteArrayOutputStream();
        files("js/**/*.js").forEach(script -> all.writeBytes(content(script)));
        return fingerprint(all.toByteArray());
    }

    /** All our files of this pattern, in the order of their URLs. */
    static List<Resource> files(String pattern) {
        try {
            return Arrays.stream(
                            new PathMatchingResourcePatternResolver()
                                    .getResources("classpath*:static/" + pattern))
                    .sorted(Comparator.comparing(Assets::url))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static byte[] content(Resource file) {
        try {
            return file.getContentAsByteArray();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String fingerprint(byte[] content) {
        return DigestUtils.md5DigestAsHex(content).substring(0, 12);
    }

    /** For a year, unless the page that asks is of another release than we are. */
    static CacheControl caching(String asked, byte[] content) {
        return asked.equals(fingerprint(content)) ? FOR_A_YEAR : CacheControl.noStore();
    }

    private static String url(Resource file) {
        try {
            return file.getURL().toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

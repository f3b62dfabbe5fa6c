package dev.assent;

import org.openqa.selenium.Dimension;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.remote.service.DriverFinder;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The browser that journeys are made in: the one on the path, else what Selenium can find. */
record Chromium(Path driver, Optional<Path> binary) {

    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");
    private static final Optional<Chromium> FOUND = find();

    static Optional<Chromium> found() {
        return FOUND;
    }

    ChromeDriver start() {
        var options = options(binary);
        options.addArguments("--use-fake-ui-for-media-stream");
        return start(options);
    }

    /** One whose owner lets no page use the microphone. */
    ChromeDriver startBlocked() {
        var options = options(binary);
        options.setExperimentalOption(
                "prefs", Map.of("profile.default_content_setting_values.media_stream_mic", 2));
        return start(options);
    }

    private ChromeDriver start(ChromeOptions options) {
        var service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.toFile())
                        .usingAnyFreePort()
                        .build();
        var browser = new ChromeDriver(service, options);
        browser.manage().window().setSize(new Dimension(1440, 900));
        return browser;
    }

    private static ChromeOptions options(Optional<Path> binary) {
        var options = new ChromeOptions();
        binary.ifPresent(path -> options.setBinary(path.toFile()));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--hide-scrollbars",
                "--lang=en-GB",
                "--use-fake-device-for-media-stream");
        var console = new LoggingPreferences();
        console.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", console);
        return options;
    }

    private static Optional<Chromium> find() {
        SELENIUM.setLevel(Level.SEVERE);
        var driver = onPath("chromedriver");
        if (driver.isPresent()) {
            return Optional.of(
                    new Chromium(
                            driver.get(),
                            onPath("chromium", "chromium-browser", "google-chrome", "chrome")));
        }
        try {
            var finder =
                    new DriverFinder(
                            ChromeDriverService.createDefaultService(), options(Optional.empty()));
            return Optional.of(
                    new Chromium(
                            Path.of(finder.getDriverPath()),
                            Optional.of(Path.of(finder.getBrowserPath()))));
        } catch (RuntimeException nothing) {
            return Optional.empty();
        }
    }

    private static Optional<Path> onPath(String... names) {
        return Arrays.stream(names)
                .flatMap(name ->
                        Stream.of(System.getenv("PATH").split(File.pathSeparator))
                                .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}

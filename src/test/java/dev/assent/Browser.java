package dev.assent;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.providers.StringAxeScriptProvider;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;

import org.openqa.selenium.By;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Collectors;

/**
 * A person's browser. What it does waits, up to fifteen seconds, until the page is so far.
 * Everything that the browser writes to its console as an error (a violated policy, a script that
 * broke, a file not found) fails the test, unless {@link #expects} announced it.
 */
public final class Browser {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int MOST_TABS = 200;
    private static final List<String> STANDARDS =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private final ChromeDriver driver;
    private final String home;
    private final List<String> expected = new ArrayList<>(List.of("status of 422"));
    private final List<String> complaints = new ArrayList<>();

    Browser(ChromeDriver driver, String home) {
        this.driver = driver;
        this.home = home;
        wide();
    }

    /** Opens a page of the application by its path. */
    public Browser go(String path) {
        driver.get(home + path);
        return this;
    }

    /** The path and query of the page that is open. */
    public String address() {
        return driver.getCurrentUrl().replace(home, "");
    }

    /** Where the application answers, such as {@code http://localhost:12345}. */
    public String home() {
        return home;
    }

    /** A desk: 1440 × 900. */
    public Browser wide() {
        return size(1440, 900, false);
    }

    /** A small phone: 360 × 740. */
    public Browser narrow() {
        return size(360, 740, true);
    }

    private Browser size(int width, int height, boolean phone) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        height,
                        "deviceScaleFactor",
                        phone ? 2 : 1,
                        "mobile",
                        phone));
        return this;
    }

    /** The system prefers dark from now on. */
    public Browser dark() {
        return prefers("prefers-color-scheme", "dark");
    }

    /** The system prefers light from now on, as it does at first. */
    public Browser light() {
        return prefers("prefers-color-scheme", "light");
    }

    private Browser prefers(String feature, String value) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", feature, "value", value))));
        return still();
    }

    /** Waits until nothing moves any more, for two seconds at most. */
    public Browser still() {
        driver.executeAsyncScript(
                """
                const done = arguments[0];
                setTimeout(done, 2000);
                requestAnimationFrame(() => Promise.allSettled(document.getAnimations()
                    .filter(one => one.effect.getComputedTiming().iterations !== Infinity)
                    .map(one => one.finished)).then(() => done()));
                """);
        return this;
    }

    /** The network is gone from now on, or back. */
    public Browser offline(boolean offline) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of(
                        "offline",
                        offline,
                        "latency",
                        0,
                        "downloadThroughput",
                        -1,
                        "uploadThroughput",
                        -1));
        return this;
    }

    /** The first visible element of this CSS selector. */
    public WebElement see(String selector) {
        return until(
                "sees " + selector,
                () -> {
                    for (var element : driver.findElements(By.cssSelector(selector))) {
                        if (element.isDisplayed()) {
                            return element;
                        }
                    }
                    return null;
                });
    }

    /** The first visible element of this CSS selector that holds this text. */
    public WebElement see(String selector, String text) {
        return until(
                "sees " + selector + " with “" + text + "”",
                () -> {
                    for (var element : driver.findElements(By.cssSelector(selector))) {
                        if (element.isDisplayed() && element.getText().contains(text)) {
                            return element;
                        }
                    }
                    return null;
                });
    }

    /** Waits until the page shows this text somewhere. */
    public Browser reads(String text) {
        until(
                "reads “" + text + "”",
                () ->
                        driver.findElement(By.tagName("body")).getText().contains(text)
                                ? true
                                : null);
        return this;
    }

    /** Waits until nothing visible matches this CSS selector. */
    public Browser missesSoon(String selector) {
        until(
                "sees no " + selector,
                () ->
                        driver.findElements(By.cssSelector(selector)).stream()
                                        .noneMatch(WebElement::isDisplayed)
                                ? true
                                : null);
        return this;
    }

    /** Whether such a thing stands in the page at this moment. */
    public boolean shows(String selector) {
        return Boolean.TRUE.equals(
                script("return !!document.querySelector(arguments[0])", selector));
    }

    /** Clicks the link or button that reads so, or is labelled so. */
    public Browser click(String words) {
        until(
                "clicks “" + words + "”",
                () -> {
                    for (var element :
                            driver.findElements(
                                    By.cssSelector(
                                            "a, button, summary, label, [role=button],"
                                                    + " [role=tab]"))) {
                        if (element.isDisplayed()
                                && (element.getText().strip().equals(words)
                                        || words.equals(element.getAccessibleName()))) {
                            element.click();
                            return element;
                        }
                    }
                    return null;
                });
        return this;
    }

    /** Clicks the first visible element of this CSS selector. */
    public Browser press(String selector) {
        until(
                "presses " + selector,
                () -> {
                    see(selector).click();
                    return true;
                });
        return this;
    }

    /** Replaces what stands in the field that is labelled so. */
    public Browser write(String label, String text) {
        var field = field(label);
        field.clear();
        field.sendKeys(text);
        return this;
    }

    /** The field that is labelled so. */
    public WebElement field(String label) {
        return until(
                "finds field “" + label + "”",
                () -> {
                    for (var element :
                            driver.findElements(By.cssSelector("input, textarea, select"))) {
                        if (element.isDisplayed()
                                && element.getAccessibleName().startsWith(label)) {
                            return element;
                        }
                    }
                    return null;
                });
    }

    /** Types into whatever has the focus. */
    public Browser keys(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
        return this;
    }

    /** Presses the tab key so many times. */
    public Browser tab(int times) {
        for (var time = 0; time < times; time++) {
            keys(Keys.TAB);
        }
        return this;
    }

    /** Goes to the first element of this CSS selector as people without a mouse do. */
    public Browser tabTo(String selector) {
        for (var time = 0; time < MOST_TABS; time++) {
            if (Boolean.TRUE.equals(
                    script("return document.activeElement.matches(arguments[0])", selector))) {
                return this;
            }
            new Actions(driver).sendKeys(Keys.TAB).perform();
        }
        throw new AssertionError("the tab key does not lead to " + selector);
    }

    /** What has the focus. */
    public WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** Runs a script in the page and returns what it returns. */
    public Object script(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    /** Waits until this condition holds. */
    public Browser waits(String until, Supplier<Boolean> condition) {
        until(until, () -> condition.get() ? true : null);
        return this;
    }

    /** The driver itself, for what this class does not offer. */
    public ChromeDriver driver() {
        return driver;
    }

    /** Saves what the window shows as {@code target/screenshots/<name>.png}. */
    public Browser screenshot(String name) {
        return save(name, Map.of("format", "png"));
    }

    /** Saves the page in its whole height. */
    public Browser screenshotWhole(String name) {
        return save(name, Map.of("format", "png", "captureBeyondViewport", true));
    }

    private Browser save(String name, Map<String, Object> how) {
        var shot = driver.executeCdpCommand("Page.captureScreenshot", how);
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(
                    SCREENSHOTS.resolve(name + ".png"),
                    Base64.getDecoder().decode((String) shot.get("data")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    /** The page violates no rule of WCAG 2.2 AA that a machine can check. */
    public Browser assertAccessible() {
        return assertClean("tag", STANDARDS);
    }

    /** What the colours alone decide: enough after {@link #assertAccessible} in other colours. */
    public Browser assertContrasts() {
        return assertClean("rule", List.of("color-contrast"));
    }

    @SuppressWarnings(
            "deprecation") // The other way opens a tab each time, for frames we have none of.
    private Browser assertClean(String kind, List<String> rules) {
        var axe = new AxeBuilder().setLegacyMode(true);
        axe.setOptions(
                """
                {"runOnly": {"type": "%s", "values": ["%s"]}, "resultTypes": ["violations"]}
                """
                        .formatted(kind, String.join("\", \"", rules)));
        if (Boolean.TRUE.equals(script("return typeof axe === 'object'"))) {
            axe.setAxeScriptProvider(new StringAxeScriptProvider("/* It is there already. */"));
        }
        var found = axe.analyze(driver).getViolations();
        assertThat(found)
                .as(() -> address() + ": " + found.stream().map(Browser::text).toList())
                .isEmpty();
        return this;
    }

    /** The page is not wider than the window. */
    public Browser assertFits() {
        var over =
                script(
                        """
                        const wide = document.documentElement.clientWidth;
                        return [...document.querySelectorAll('body *')]
                            .filter(e => e.checkVisibility() && !e.closest('.skip')
                                && e.getBoundingClientRect().right > wide + 1)
                            .map(e => e.tagName + '.' + e.className).slice(0, 5);
                        """);
        var scrolls =
                script(
                        "return document.documentElement.scrollWidth >"
                                + " document.documentElement.clientWidth");
        assertThat(scrolls).as(() -> address() + " is too wide: " + over).isEqualTo(false);
        return this;
    }

    /** An error that the console may show: any part of its text. */
    public Browser expects(String complaint) {
        expected.add(complaint);
        return this;
    }

    List<String> complaints() {
        driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> expected.stream().noneMatch(message::contains))
                .forEach(complaints::add);
        return complaints;
    }

    void quit() {
        driver.quit();
    }

    private <T> T until(String what, Supplier<T> condition) {
        return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
                .ignoring(StaleElementReferenceException.class)
                .ignoring(NoSuchElementException.class)
                .ignoring(ElementClickInterceptedException.class)
                .withMessage(what)
                .until(_ -> whereverItIs(condition));
    }

    /** Of an element whose page is just being left the driver says so in two ways. */
    private static <T> T whereverItIs(Supplier<T> condition) {
        try {
            return condition.get();
        } catch (WebDriverException failure) {
            if (String.valueOf(failure.getMessage()).contains("does not belong to the document")) {
                throw new StaleElementReferenceException("left", failure);
            }
            throw failure;
        }
    }

    private static String text(Rule rule) {
        return "%s (%s) %s"
                .formatted(
                        rule.getId(),
                        rule.getHelp(),
                        rule.getNodes().stream()
                                .map(node ->
                                        node.getHtml()
                                                + node.getAny().stream()
                                                        .map(check -> " " + check.getMessage())
                                                        .collect(Collectors.joining()))
                                .toList());
    }
}

package dev.assent;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.test.context.junit.jupiter.SpringExtension;

import java.util.ArrayList;
import java.util.List;

/**
 * Opens a browser for each parameter that wants one, and closes it after the test. A test fails if
 * a browser complained in its console; a failed one leaves a screenshot.
 */
class Browsers implements ExecutionCondition, ParameterResolver, AfterEachCallback {

    private static final ExtensionContext.Namespace OURS =
            ExtensionContext.Namespace.create(Browsers.class);
    private static final String MISSING =
            "BROWSER JOURNEYS SKIPPED: no Chromium with chromedriver on this machine.";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Chromium.found().isPresent() || "true".equals(System.getenv("CI"))) {
            return ConditionEvaluationResult.enabled("there is a browser, or must be one");
        }
        var root = context.getRoot().getStore(OURS);
        if (root.get("said") == null) {
            root.put("said", true);
            System.out.println(MISSING);
        }
        return ConditionEvaluationResult.disabled(MISSING);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var chromium =
                Chromium.found().orElseThrow(() -> new IllegalStateException("no Chromium found"));
        var port =
                SpringExtension.getApplicationContext(context)
                        .getEnvironment()
                        .getRequiredProperty("local.server.port", Integer.class);
        var driver =
                parameter.isAnnotated(Blocked.class) ? chromium.startBlocked() : chromium.start();
        var browser = new Browser(driver, "http://localhost:" + port);
        open(context).add(browser);
        return browser;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var complaints = new ArrayList<String>();
        var failed = context.getExecutionException().isPresent();
        for (var browser : open(context)) {
            if (failed) {
                browser.screenshot(
                        "failed-%s-%s"
                                .formatted(
                                        context.getRequiredTestClass().getSimpleName(),
                                        context.getRequiredTestMethod().getName()));
                System.out.println("failed at " + browser.address() + " " + browser.complaints());
            }
            complaints.addAll(browser.complaints());
            browser.quit();
        }
        open(context).clear();
        if (!failed && !complaints.isEmpty()) {
            throw new AssertionError("the browser complained: " + String.join("\n", complaints));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Browser> open(ExtensionContext context) {
        return (List<Browser>)
                context.getStore(OURS)
                        .computeIfAbsent(
                                context.getUniqueId(), _ -> new ArrayList<Browser>(), List.class);
    }
}

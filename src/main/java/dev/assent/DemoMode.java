package dev.assent;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import java.util.HashMap;

/**
 * Demo mode ({@code assent.demo}) is on while the database is embedded, unless somebody says
 * otherwise. It shows pages without sign-in, so it listens to this machine alone by default.
 */
class DemoMode implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        var defaults = new HashMap<String, Object>();
        var embedded = environment.getProperty("assent.db.url", "").isBlank();
        var demo = environment.getProperty("assent.demo", Boolean.class, embedded);
        defaults.put("assent.demo", demo);
        if (demo) {
            defaults.put("server.address", "127.0.0.1");
            defaults.put("assent.whatsapp.app-secret", "demo-app-secret");
            defaults.put("assent.whatsapp.verify-token", "demo-verify-token");
        }
        environment.getPropertySources().addLast(new MapPropertySource("demo mode", defaults));
    }
}

package dev.assent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.contact.Contact;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * How long an agent waits for a call, by the clock of the one machine. Not part of the tests; run
 * it with {@code mvn test -Dtest=CallSpeed -Dtest.durable=true}, {@code -Dcalls=25} for fewer.
 */
@AssentJourney
@TestPropertySource(properties = "test.schemas=_v")
@Import(CallSpeed.Moments.class)
class CallSpeed {

    private static final int WARM_UP = 5;
    private static final int COUNT = Integer.getInteger("calls", 45);

    @Autowired ApplicationContext application;
    @Autowired Moments moments;

    @Test
    void from_click_to_sound(Browser agent, Browser phone) throws Exception {
        var scene = CallScene.of(application);
        var people = new ArrayList<Contact>();
        for (var number = 0; number < COUNT; number++) {
            people.add(scene.callable());
        }
        scene.work(agent, "/calling?size=100");
        var toGraph = new ArrayList<Long>();
        var toRemote = new ArrayList<Long>();
        var toRinging = new ArrayList<Long>();
        for (var person : people) {
            scene.hold(phone, person);
            moments.clear();
            agent.script("performance.clearMarks()");
            var call = "#call-" + person.id();
            agent.script(
                    "document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", call);
            agent.press(call).see("#call-now:enabled");
            agent.press("#call-now");
            var answered = mark(agent, "call-answered");
            toGraph.add(moments.dialled() - mark(agent, "call-click"));
            toRemote.add(answered - moments.told());
            agent.press("[data-act=hang-up]").see(".softphone-note");
            agent.press("[data-act=close]");
            phone.see("[data-dials] button");

            moments.clear();
            phone.press("[data-dials] button");
            var ringing = mark(agent, "call-ringing");
            toRinging.add(ringing - moments.told());
            phone.click("Hang up");
            agent.missesSoon(".softphone-ringing");
        }
        report("click → connect at Graph", toGraph);
        report("answer webhook → remote description set", toRemote);
        report("incoming webhook → ringing", toRinging);
    }

    private static long mark(Browser browser, String name) {
        var mark = new ArrayList<Number>();
        browser.waits(
                "marks " + name,
                () -> {
                    var at =
                            browser.script(
                                    """
                                    const [mark] = performance.getEntriesByName(arguments[0]);
                                    return mark ? Math.round(performance.timeOrigin + mark.startTime) : null;
                                    """,
                                    name);
                    return at != null && mark.add((Number) at);
                });
        return mark.getFirst().longValue();
    }

    private static void report(String what, List<Long> spans) {
        var sorted = spans.stream().skip(WARM_UP).mapToLong(Long::longValue).sorted().toArray();
        assertThat(sorted).hasSize(COUNT - WARM_UP);
        System.out.printf(
                "%-40s n=%d  p50 %d ms  p95 %d ms  max %d ms%n",
                what,
                sorted.length,
                sorted[sorted.length / 2],
                sorted[(int) Math.ceil(sorted.length * 0.95) - 1],
                sorted[sorted.length - 1]);
    }

    /** When a request to begin a call, or the webhook that tells of one, was at the door. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static class Moments extends OncePerRequestFilter {

        private final BlockingQueue<Long> dialled = new LinkedBlockingQueue<>();
        private final BlockingQueue<Long> told = new LinkedBlockingQueue<>();

        void clear() {
            dialled.clear();
            told.clear();
        }

        long dialled() throws InterruptedException {
            return first(dialled);
        }

        long told() throws InterruptedException {
            return first(told);
        }

        private static long first(BlockingQueue<Long> moments) throws InterruptedException {
            var moment = moments.poll(5, TimeUnit.SECONDS);
            assertThat(moment).isNotNull();
            return moment;
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return !request.getMethod().equals("POST")
                    || !request.getRequestURI().endsWith("/calls")
                            && !request.getRequestURI().startsWith("/webhooks/");
        }

        @Override
        protected void doFilterInternal(
                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var now = System.currentTimeMillis();
            var body = request.getInputStream().readAllBytes();
            var text = new String(body, StandardCharsets.UTF_8);
            if (request.getRequestURI().startsWith("/webhooks/")) {
                if (text.contains("\"event\":\"connect\"")) {
                    told.add(now);
                }
            } else if (text.contains("\"action\":\"connect\"")) {
                dialled.add(now);
            }
            chain.doFilter(new Read(request, body), response);
        }
    }

    /** A request whose body has been read already. */
    private static class Read extends HttpServletRequestWrapper {

        private final ByteArrayInputStream body;

        Read(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = new ByteArrayInputStream(body);
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ServletInputStream() {
                @Override
                public int read() {
                    return body.read();
                }

                @Override
                public boolean isFinished() {
                    return body.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }
}

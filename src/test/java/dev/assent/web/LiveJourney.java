package dev.assent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assent.AssentJourney;
import dev.assent.Beside;
import dev.assent.Browser;
import dev.assent.live.GalleryRights;
import dev.assent.live.Live;
import dev.assent.live.OpenStreams;
import dev.assent.tenancy.Id;
import dev.assent.web.GalleryPeople.Standing;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.WindowType;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ActiveProfiles;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

@AssentJourney
@Beside
@ActiveProfiles("gallery")
class LiveJourney {

    private static final AtomicLong ACCOUNTS = new AtomicLong(7_000);
    private static final Id TENANT = new Id(1);

    @Autowired Live live;
    @Autowired GalleryPeople people;
    @Autowired GalleryRights rights;
    @Autowired OpenStreams streams;
    @Autowired InstantSource time;

    private final Id account = new Id(ACCOUNTS.incrementAndGet());

    @Test
    void what_changes_is_seen_at_once_in_every_window(Browser asha, Browser boss) {
        var row = new Id(1);
        change(row, Standing.PENDING);
        open(asha, "/gallery/table?sort=changed&size=100");
        open(boss, "/gallery/table?sort=changed&size=100");
        asha.see("#row-" + row, "Pending");
        change(row, Standing.GRANTED);
        asha.see("#row-" + row + ".fresh", "Granted");
        boss.see("#row-" + row, "Granted");
        asha.screenshot("live-changed");
    }

    @Test
    void typing_and_focus_survive_what_comes_in(Browser browser) {
        var row = new Id(9);
        open(browser, "/gallery/table?sort=changed&size=100");
        browser.write("A note of your own", "half a sen");
        change(row, Standing.REVOKED);
        browser.see("#row-" + row, "Revoked");
        browser.keys("tence");
        assertThat(browser.field("A note of your own").getAttribute("value"))
                .isEqualTo("half a sentence");
        browser.script("document.querySelector('#row-" + row + " .why').focus()");
        change(row, Standing.DECLINED);
        browser.see("#row-" + row, "Declined");
        assertThat(browser.focused().getText()).isEqualTo("Why can’t I call?");
    }

    @Test
    void no_change_is_lost_while_an_older_answer_is_under_way(Browser browser) throws Exception {
        var row = new Id(2);
        change(row, Standing.EXPIRED);
        open(browser, "/gallery/table?sort=changed&size=100");
        var older = people.holdNext();
        change(row, Standing.PENDING);
        older.awaitRead();
        change(row, Standing.GRANTED);
        older.release();
        browser.see("#row-" + row, "Granted");
    }

    @Test
    void a_change_is_asked_for_until_an_answer_comes(Browser browser) {
        var row = new Id(12);
        change(row, Standing.EXPIRED);
        open(
                browser.expects("htmx.min.js").expects("status of 500"),
                "/gallery/table?sort=changed&size=100");
        // The first is lost on its way, the second fails.
        browser.script(
                """
                const { open, send } = XMLHttpRequest.prototype;
                let asked = 0;
                XMLHttpRequest.prototype.open = function (method, path, ...more) {
                    open.call(this, method, asked === 1 ? '/gallery/fail' : path, ...more);
                };
                XMLHttpRequest.prototype.send = function (...body) {
                    if (asked++ > 0) {
                        return send.apply(this, body);
                    }
                    setTimeout(() => {
                        this.dispatchEvent(new ProgressEvent('error'));
                        this.dispatchEvent(new ProgressEvent('loadend'));
                    });
                };
                """);
        change(row, Standing.GRANTED);
        browser.see("#row-" + row, "Granted");
    }

    @Test
    void an_older_answer_about_the_whole_list_does_not_bring_an_old_row_back(Browser browser)
            throws Exception {
        var row = new Id(10);
        change(row, Standing.EXPIRED);
        open(browser, "/gallery/table?sort=changed&size=100");
        browser.script("document.querySelector('#people').dataset.before = 'yes'");
        var older = people.holdNext();
        streams.everythingChanged(account);
        older.awaitRead();
        change(row, Standing.GRANTED);
        browser.see("#row-" + row, "Granted");
        older.release();
        browser.see("#people:not([data-before])").findElement(By.id("row-" + row));
        browser.see("#row-" + row, "Granted");
    }

    @Test
    void a_row_whose_list_came_anew_while_it_was_asked_for_is_asked_for_again(Browser browser)
            throws Exception {
        var row = new Id(11);
        change(row, Standing.EXPIRED);
        open(browser, "/gallery/table?sort=changed&size=100");
        browser.script("document.querySelector('#people').dataset.before = 'yes'");
        var list = people.holdNext();
        streams.everythingChanged(account);
        list.awaitRead();
        var newer = people.holdNext();
        change(row, Standing.DECLINED);
        newer.awaitRead();
        list.release();
        browser.see("#people:not([data-before])");
        newer.release();
        browser.see("#row-" + row, "Declined");
    }

    @Test
    void two_windows_side_by_side_share_one_stream(Browser browser) {
        var row = new Id(8);
        change(row, Standing.PENDING);
        open(browser, "/gallery/table?sort=changed&size=100");
        var left = browser.driver().getWindowHandle();
        browser.driver().switchTo().newWindow(WindowType.WINDOW);
        browser.go("/gallery/table?sort=changed&size=100");
        isLive(browser);
        assertThat(browser.script("return document.visibilityState")).isEqualTo("visible");
        isTheOnlyStream(row);
        change(row, Standing.DECLINED);
        browser.see("#row-" + row, "Declined");
        browser.driver().switchTo().window(left);
        browser.see("#row-" + row, "Declined");
    }

    @Test
    void eight_tabs_load_and_share_one_stream(Browser browser) {
        var row = new Id(3);
        change(row, Standing.PENDING);
        open(browser, "/gallery/table?sort=changed&size=100");
        var tabs = new ArrayList<String>();
        tabs.add(browser.driver().getWindowHandle());
        for (var tab = 2; tab <= 8; tab++) {
            browser.driver().switchTo().newWindow(WindowType.TAB);
            browser.go("/gallery/table?sort=changed&size=100").see("#row-" + row, "Pending");
            isLive(browser);
            tabs.add(browser.driver().getWindowHandle());
        }
        isTheOnlyStream(row);
        change(row, Standing.DECLINED);
        for (var tab : tabs) {
            browser.driver().switchTo().window(tab);
            browser.see("#row-" + row, "Declined");
        }
    }

    @Test
    void another_tab_takes_over_when_the_one_with_the_stream_is_closed(Browser browser) {
        var row = new Id(4);
        change(row, Standing.PENDING);
        open(browser, "/gallery/table?sort=changed&size=100");
        var first = browser.driver().getWindowHandle();
        browser.driver().switchTo().newWindow(WindowType.TAB);
        browser.go("/gallery/table?sort=changed&size=100");
        isLive(browser);
        var second = browser.driver().getWindowHandle();
        browser.driver().switchTo().window(first).close();
        change(row, Standing.REVOKED);
        browser.driver().switchTo().window(second);
        browser.see("#row-" + row, "Revoked");
    }

    @Test
    void what_changed_while_the_connection_was_lost_is_caught_up(Browser browser) {
        browser.expects("net::ERR_INTERNET_DISCONNECTED");
        var row = new Id(5);
        change(row, Standing.PENDING);
        open(browser, "/gallery/table?sort=changed&size=100");
        browser.see(".live", "Live");
        browser.offline(true);
        streams.endAll(account);
        browser.see(".live", "Reconnecting…");
        browser.screenshot("live-lost");
        change(row, Standing.GRANTED);
        // Longer than what the server looks back in any case.
        await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
        browser.offline(false);
        browser.see("#row-" + row, "Granted");
        browser.see(".live", "Live");
    }

    @Test
    void a_list_is_asked_for_once_and_not_row_by_row_after_a_long_absence(Browser browser) {
        open(browser, "/gallery/table?sort=changed&size=50&page=2");
        browser.script(
                """
                window.asked = [];
                document.body.addEventListener('htmx:beforeRequest',
                    event => asked.push(event.detail.requestConfig.path));
                """);
        people.change(new Id(60), Standing.DECLINED);
        streams.everythingChanged(account);
        browser.see("#row-" + new Id(60), "Declined");
        assertThat(browser.script("return asked.length")).isEqualTo(1L);
        assertThat((String) browser.script("return asked[0]"))
                .startsWith("/gallery/table?")
                .contains("size=50", "sort=changed", "page=2");
    }

    @Test
    void a_page_that_comes_back_from_the_history_catches_up(Browser browser) {
        var row = new Id(6);
        change(row, Standing.PENDING);
        open(browser, "/gallery/table?sort=changed&size=100");
        browser.go("/gallery/forms").see("h1", "Add contact");
        change(row, Standing.DECLINED);
        browser.driver().navigate().back();
        browser.see("#row-" + row, "Declined");
        isLive(browser);
        change(row, Standing.GRANTED);
        browser.see("#row-" + row, "Granted");
    }

    @Test
    void what_is_over_is_shown_as_over_at_its_second(Browser browser) {
        var row = new Id(7);
        open(browser, "/gallery/table?sort=changed&size=100");
        people.expire(row, time.instant().plusSeconds(6));
        live.changed(TENANT, List.of("row-" + row));
        browser.see("#row-" + row, "s left");
        people.change(row, Standing.EXPIRED);
        // Nobody signals it: the countdown alone makes the row ask.
        browser.see("#row-" + row, "Expired");
    }

    @Test
    void a_page_may_listen_to_more_than_an_address_can_hold(Browser browser) {
        open(browser, "/gallery/table?sort=changed&size=100");
        browser.script(
                """
                const many = Array.from({ length: 600 }, (_, place) => `live:somebody-far-away-${place} from:body`);
                const part = document.createElement('p');
                part.setAttribute('hx-trigger', many.join());
                document.querySelector('main').append(part);
                document.body.addEventListener('live:somebody-far-away-599',
                    () => { document.documentElement.dataset.heard = 'yes'; });
                document.body.dispatchEvent(
                    new CustomEvent('htmx:afterSettle', { detail: { elt: document.body } }));
                """);
        live.changed(TENANT, List.of("somebody-far-away-599"));
        browser.see("html[data-heard=yes][data-stream=live]");
    }

    @Test
    void a_page_reloads_when_its_viewer_may_not_see_it_any_more(Browser browser) {
        browser.expects("status of 401");
        open(browser, "/gallery/table?sort=changed&size=100");
        browser.script("window.before = true");
        rights.bar(account);
        browser.waits(
                "reloads", () -> browser.script("return window.before === undefined").equals(true));
    }

    @Test
    void a_page_that_has_just_reloaded_says_that_one_is_signed_out_and_leads_to_the_sign_in(
            Browser browser) {
        browser.expects("status of 401");
        open(browser, "/gallery/table?sort=changed&size=100");
        browser.script("sessionStorage.setItem('reloaded', String(Date.now()))");
        rights.bar(account);
        browser.see(".toast-words", "You are signed out here.");
        browser.see("html[data-stream=off]");
        assertThat(browser.shows(".live:not([hidden])")).isFalse();
        browser.screenshot("live-signed-out");
        assertThat(browser.see(".toast-box a", "Sign in").getAttribute("href"))
                .endsWith("/gallery/table?sort=changed&size=100");
    }

    private void open(Browser browser, String page) {
        browser.go("/gallery/empty");
        browser.driver().manage().addCookie(new Cookie("account", String.valueOf(account.value())));
        browser.go(page);
        isLive(browser);
    }

    /** The server notices late that a browser has hung up: when it has something to tell. */
    private void isTheOnlyStream(Id row) {
        await().atMost(Duration.ofSeconds(25))
                .until(() -> {
                    change(row, Standing.PENDING);
                    return streams.of(account) == 1;
                });
    }

    private static void isLive(Browser browser) {
        browser.see("html[data-stream=live]");
    }

    private void change(Id row, Standing standing) {
        people.change(row, standing);
        live.changed(TENANT, List.of("row-" + row));
    }
}

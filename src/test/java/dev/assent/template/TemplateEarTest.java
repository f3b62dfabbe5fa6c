package dev.assent.template;

import static dev.assent.template.SomeTemplate.NOON;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.AssentTest;
import dev.assent.tenancy.Provisioning;
import dev.assent.tenancy.Tenant;
import dev.assent.tenancy.Tenants;
import dev.assent.whatsapp.Heard;
import dev.assent.whatsapp.Notice;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

@AssentTest
class TemplateEarTest {

    @Autowired TemplateEar ear;
    @Autowired Templates templates;
    @Autowired Shelf shelf;
    @Autowired Provisioning provisioning;
    @Autowired Tenants tenants;
    @Autowired TransactionTemplate transactions;
    @Autowired InstantSource time;

    Tenant lotus;
    Template template;

    @BeforeEach
    void keep_a_template() {
        lotus = business();
        template = SomeTemplate.approved("Hi {{first_name}}, may we call you?");
        keep(lotus, template);
    }

    @Test
    void a_decision_is_kept_with_its_reason() {
        hear(status("REJECTED", "SCAM", 5));
        assertThat(now().decision().status()).isEqualTo(Status.REJECTED);
        assertThat(now().decision().reason()).isEqualTo("SCAM");
        assertThat(now().approved()).isFalse();
    }

    @Test
    void the_result_does_not_depend_on_order_repetition_and_batches() {
        var news =
                List.of(
                        status("PENDING", null, 1),
                        status("APPROVED", null, 2),
                        status("PAUSED", null, 7),
                        status("REINSTATED", null, 9),
                        category("MARKETING", null, 4),
                        category("UTILITY", null, 8),
                        quality("RED", 3),
                        quality("GREEN", 6));
        for (int seed = 0; seed < 20; seed++) {
            var told = new ArrayList<Notice>(news);
            told.addAll(news.subList(0, 4));
            Collections.shuffle(told, new Random(seed));
            var cut = new Random(seed).nextInt(told.size());
            put(template);
            hear(told.subList(0, cut).toArray(Notice[]::new));
            hear(told.subList(cut, told.size()).toArray(Notice[]::new));
            assertThat(now().decision())
                    .as("seed %d", seed)
                    .isEqualTo(new Decision(Status.APPROVED, null, null, NOON.plusSeconds(9)));
            assertThat(now().category()).isEqualTo(Category.UTILITY);
            assertThat(now().quality()).isEqualTo(Quality.GREEN);
        }
    }

    @Test
    void an_announced_category_holds_from_its_moment_on() {
        var then = time.instant().plus(Duration.ofDays(1));
        hear(category("MARKETING", then, 1));
        assertThat(now().marketing()).isFalse();
        assertThat(now().coming()).isEqualTo(new Template.Coming(Category.MARKETING, then));

        hear(category("MARKETING", time.instant(), 2));
        assertThat(now().marketing()).isTrue();
        assertThat(now().coming()).isNull();
    }

    @Test
    void a_deleted_template_is_gone() {
        hear(status("DELETED", null, 1));
        assertThat(lotus.call(() -> templates.find(template.id()))).isEmpty();
    }

    @Test
    void a_rejection_counts_however_long_meta_explains_it() {
        hear(
                new Notice.TemplateStatus(
                        template.metaId(),
                        "may_we_call",
                        "en",
                        "REJECTED",
                        "R".repeat(80),
                        "ü".repeat(1_001),
                        at(1)));
        var decision = lotus.call(() -> templates.find(template.id()).orElseThrow().decision());
        assertThat(decision)
                .isEqualTo(new Decision(Status.REJECTED, "R".repeat(60), "ü".repeat(1_000), at(1)));
    }

    @Test
    void what_concerns_an_unknown_template_changes_nothing() {
        hear(
                new Notice.TemplateStatus("1", "other", "en", "DELETED", null, null, NOON),
                new Notice.TemplateQuality("1", "other", "en", "RED", NOON),
                new Notice.TemplateCategory("1", "other", "en", "MARKETING", null, NOON));
        assertThat(lotus.call(templates::all)).containsExactly(template);
    }

    @Test
    void another_business_with_the_same_account_hears_for_itself() {
        var harbor = business();
        keep(harbor, template);
        hear(status("PAUSED", null, 1));
        assertThat(harbor.call(() -> templates.find(template.id()).orElseThrow().approved()))
                .isTrue();
    }

    private Notice status(String event, @Nullable String reason, int seconds) {
        return new Notice.TemplateStatus(
                template.metaId(), "may_we_call", "en", event, reason, null, at(seconds));
    }

    private Notice category(String category, @Nullable Instant effective, int seconds) {
        return new Notice.TemplateCategory(
                template.metaId(), "may_we_call", "en", category, effective, at(seconds));
    }

    private Notice quality(String score, int seconds) {
        return new Notice.TemplateQuality(
                template.metaId(), "may_we_call", "en", score, at(seconds));
    }

    private static Instant at(int seconds) {
        return NOON.plusSeconds(seconds);
    }

    private Template now() {
        return lotus.call(() -> templates.find(template.id()).orElseThrow());
    }

    private void hear(Notice... notices) {
        var batch = Stream.of(notices).map(notice -> new Heard(null, "77", notice)).toList();
        lotus.run(() -> transactions.executeWithoutResult(_ -> ear.hear(batch)));
    }

    private void put(Template template) {
        keep(lotus, template);
    }

    private void keep(Tenant tenant, Template template) {
        tenant.run(() ->
                transactions.executeWithoutResult(_ -> {
                    shelf.lock(template.wabaId());
                    shelf.put(template);
                }));
    }

    private Tenant business() {
        var id = provisioning.register("Lotus Dental", ZoneId.of("Asia/Kolkata"), "IN");
        return tenants.find(id).orElseThrow();
    }
}

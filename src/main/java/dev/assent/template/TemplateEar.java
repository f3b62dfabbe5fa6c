package dev.assent.template;

import dev.assent.live.Live;
import dev.assent.tenancy.Tenant;
import dev.assent.whatsapp.Heard;
import dev.assent.whatsapp.Hears;
import dev.assent.whatsapp.Notice;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Hears what Meta decides about templates. A decision on one that we do not know has all of the
 * account read again: most are none of ours, but one may be.
 */
@Component
@Order(12)
class TemplateEar implements Hears {

    private final Shelf shelf;
    private final Refreshing refreshing;
    private final Live live;

    TemplateEar(Shelf shelf, Refreshing refreshing, Live live) {
        this.shelf = shelf;
        this.refreshing = refreshing;
        this.live = live;
    }

    @Override
    public void hear(List<Heard> batch) {
        var news =
                batch.stream()
                        .filter(heard -> isNews(heard.notice()))
                        .collect(
                                Collectors.groupingBy(
                                        Heard::wabaId,
                                        // In one order, so that two batches do not wait for each
                                        // other.
                                        TreeMap::new,
                                        Collectors.mapping(Heard::notice, Collectors.toList())));
        if (!news.isEmpty()) {
            news.forEach(this::hear);
            live.changed(Templates.TOPIC);
        }
    }

    private static boolean isNews(Notice notice) {
        return switch (notice) {
            case Notice.TemplateStatus _, Notice.TemplateCategory _, Notice.TemplateQuality _ ->
                    true;
            case Notice.OfPerson _,
                    Notice.SettingsChanged _,
                    Notice.Restricted _,
                    Notice.Warned _,
                    Notice.Complained _,
                    Notice.Unknown _ ->
                    false;
        };
    }

    private void hear(String wabaId, List<Notice> news) {
        shelf.lock(wabaId);
        for (var notice : news) {
            switch (notice) {
                case Notice.TemplateStatus status -> decided(wabaId, status);
                case Notice.TemplateCategory category -> categorised(wabaId, category);
                case Notice.TemplateQuality quality ->
                        change(
                                wabaId,
                                quality.templateId(),
                                known ->
                                        known.rated(Quality.ofMeta(quality.score()), quality.at()));
                case Notice.OfPerson _,
                        Notice.SettingsChanged _,
                        Notice.Restricted _,
                        Notice.Warned _,
                        Notice.Complained _,
                        Notice.Unknown _ -> {}
            }
        }
    }

    private void decided(String wabaId, Notice.TemplateStatus notice) {
        var status = Status.ofMeta(notice.event());
        var known = shelf.find(wabaId, notice.templateId());
        if (known.isPresent() && status.isEmpty()) {
            shelf.remove(known.get());
        } else if (known.isPresent()) {
            var decision =
                    new Decision(status.get(), notice.reason(), notice.explanation(), notice.at());
            shelf.put(known.get().decided(decision));
        } else if (status.isPresent()) {
            readAfterwards(wabaId);
        }
    }

    private void categorised(String wabaId, Notice.TemplateCategory notice) {
        var category = Category.ofMeta(notice.category());
        Instant effective = notice.effective();
        change(
                wabaId,
                notice.templateId(),
                known ->
                        effective == null
                                ? known.moved(category, notice.at())
                                : known.announced(
                                        new Template.Coming(category, effective), notice.at()));
    }

    private void change(String wabaId, String metaId, UnaryOperator<Template> change) {
        shelf.find(wabaId, metaId).ifPresent(known -> shelf.put(change.apply(known)));
    }

    private void readAfterwards(String wabaId) {
        var tenant = Tenant.current().id();
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        refreshing.soon(tenant, wabaId);
                    }
                });
    }
}

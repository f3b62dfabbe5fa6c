package dev.assent.template;

import dev.assent.access.Audit;
import dev.assent.live.Live;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;
import dev.assent.whatsapp.Answer;
import dev.assent.whatsapp.CreatedTemplate;
import dev.assent.whatsapp.Graph;
import dev.assent.whatsapp.Success;
import dev.assent.whatsapp.TemplateDraft;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Instant;
import java.time.InstantSource;

/** Hands templates to Meta, and takes them back. */
@Component
class Submissions {

    private final Graph graph;
    private final Shelf shelf;
    private final Refreshing refreshing;
    private final Live live;
    private final Audit audit;
    private final TransactionTemplate transactions;
    private final InstantSource time;

    Submissions(
            Graph graph,
            Shelf shelf,
            Refreshing refreshing,
            Live live,
            Audit audit,
            TransactionTemplate transactions,
            InstantSource time) {
        this.graph = graph;
        this.shelf = shelf;
        this.refreshing = refreshing;
        this.live = live;
        this.audit = audit;
        this.transactions = transactions;
        this.time = time;
    }

    /** Asks Meta, so it must not be called inside a transaction. */
    Answer<CreatedTemplate> submit(String wabaId, TemplateDraft draft) {
        var asked = time.instant();
        var answer = graph.createTemplate(wabaId, draft);
        switch (answer) {
            case Answer.Done<CreatedTemplate>(var created) ->
                    transactions.executeWithoutResult(_ -> keep(wabaId, draft, created, asked));
            case Answer.Failed<CreatedTemplate> _, Answer.Silent<CreatedTemplate> _ ->
                    refreshing.soon(Tenant.current().id(), wabaId);
            case Answer.Refused<CreatedTemplate> _, Answer.Unreachable<CreatedTemplate> _ -> {}
        }
        return answer;
    }

    /** Asks Meta, so it must not be called inside a transaction. */
    Answer<Success> withdraw(Template template) {
        var answer = graph.deleteTemplate(template.wabaId(), template.metaId(), template.name());
        switch (answer) {
            case Answer.Done<Success> _ ->
                    transactions.executeWithoutResult(_ -> {
                        shelf.lock(template.wabaId());
                        shelf.remove(template);
                        audit.note(
                                "deleted a template", called(template.name(), template.language()));
                        live.changed(Templates.TOPIC);
                    });
            case Answer.Refused<Success> _, Answer.Failed<Success> _, Answer.Silent<Success> _ ->
                    refreshing.soon(Tenant.current().id(), template.wabaId());
            case Answer.Unreachable<Success> _ -> {}
        }
        return answer;
    }

    /** A notice about it may have been quicker, and have had it read already. */
    private void keep(String wabaId, TemplateDraft draft, CreatedTemplate created, Instant asked) {
        shelf.lock(wabaId);
        if (shelf.find(wabaId, created.id()).isEmpty()) {
            shelf.put(template(wabaId, draft, created, asked));
        }
        audit.note("submitted a template", called(draft.name(), draft.language()));
        live.changed(Templates.TOPIC);
    }

    private static Template template(
            String wabaId, TemplateDraft draft, CreatedTemplate created, Instant asked) {
        return new Template(
                Id.fresh(),
                wabaId,
                created.id(),
                draft.name(),
                draft.language(),
                new TemplateText(draft.header(), draft.body(), draft.footer()),
                draft.examples(),
                new Decision(
                        Status.ofMeta(created.status()).orElse(Status.PENDING), null, null, asked),
                Category.ofMeta(
                        created.category().isEmpty() ? draft.category() : created.category()),
                null,
                asked,
                Quality.UNKNOWN,
                asked,
                true);
    }

    private static String called(String name, String language) {
        return "%s (%s)".formatted(name, language);
    }
}

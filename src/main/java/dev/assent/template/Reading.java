package dev.assent.template;

import dev.assent.live.Live;
import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Answer;
import dev.assent.whatsapp.Graph;
import dev.assent.whatsapp.MessageTemplate;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Brings what we keep of an account's templates in line with what Meta keeps. */
@Component
class Reading {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z_]{2,20}");

    private final Graph graph;
    private final Shelf shelf;
    private final Live live;
    private final TransactionTemplate transactions;
    private final InstantSource time;

    Reading(
            Graph graph,
            Shelf shelf,
            Live live,
            TransactionTemplate transactions,
            InstantSource time) {
        this.graph = graph;
        this.shelf = shelf;
        this.live = live;
        this.transactions = transactions;
        this.time = time;
    }

    /** Asks Meta, so it must not be called inside a transaction. */
    Answer<List<MessageTemplate>> read(String wabaId) {
        var asked = time.instant();
        var answer = graph.templates(wabaId);
        if (answer instanceof Answer.Done<List<MessageTemplate>>(var told)) {
            transactions.executeWithoutResult(_ -> keep(wabaId, told, asked));
        }
        return answer;
    }

    private void keep(String wabaId, List<MessageTemplate> told, Instant asked) {
        shelf.lock(wabaId);
        var known =
                shelf.ofAccount(wabaId).stream()
                        .collect(Collectors.toMap(Template::metaId, template -> template));
        told.stream().filter(Reading::isOurs).forEach(one -> keep(wabaId, one, known, asked));
        known.values().stream()
                .filter(gone -> gone.decision().at().isBefore(asked))
                .forEach(shelf::remove);
        shelf.noteReading(wabaId, asked);
        live.changed(Templates.TOPIC);
    }

    private void keep(
            String wabaId, MessageTemplate told, Map<String, Template> known, Instant asked) {
        Status.ofMeta(told.status())
                .ifPresent(status -> {
                    var decision = new Decision(status, told.rejection(), null, asked);
                    var before = known.remove(told.id());
                    var after = template(wabaId, told, before, decision);
                    if (!after.equals(before)) {
                        shelf.put(after);
                    }
                });
    }

    /** Only templates that ask for permission are ours, and only what Meta allows as a name. */
    private static boolean isOurs(MessageTemplate template) {
        return template.asksPermission()
                && NAME.matcher(template.name()).matches()
                && LANGUAGE.matcher(template.language()).matches();
    }

    private static Template template(
            String wabaId, MessageTemplate told, @Nullable Template before, Decision decision) {
        var category = Category.ofMeta(told.category());
        var quality = Quality.ofMeta(told.quality());
        var now = decision.at();
        var fresh =
                new Template(
                        before == null ? Id.fresh() : before.id(),
                        wabaId,
                        told.id(),
                        told.name(),
                        told.language(),
                        new TemplateText(told.header(), told.body(), told.footer()),
                        told.examples(),
                        before == null ? decision : before.decision(),
                        before == null ? category : before.category(),
                        before == null ? null : before.coming(),
                        before == null ? now : before.categoryAt(),
                        before == null ? quality : before.quality(),
                        before == null ? now : before.qualityAt(),
                        told.wordsOnly());
        return fresh.reads(decision, category, quality);
    }
}

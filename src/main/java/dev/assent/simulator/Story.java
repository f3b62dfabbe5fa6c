package dev.assent.simulator;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What has happened before anybody looked: numbers, templates, people, and events with their times.
 * The format is described in docs/simulator.md.
 */
record Story(
        @Nullable List<Opening> numbers,
        @Nullable List<TemplateTold> templates,
        @Nullable List<PersonTold> people,
        @Nullable List<Event> events) {

    /** What is told, else the usual. */
    static String or(@Nullable String told, String usual) {
        return told == null || told.isBlank() ? usual : told;
    }

    /** What is told, else the usual. */
    static boolean or(@Nullable Boolean told, boolean usual) {
        return told == null ? usual : told;
    }

    record TemplateTold(
            @Nullable Long id,
            @Nullable String wabaId,
            @Nullable String number,
            String name,
            String language,
            @Nullable String category,
            @Nullable String parameterFormat,
            @Nullable String status,
            @Nullable String reason,
            JsonNode components,
            @Nullable Instant createdAt) {}

    record PersonTold(
            String phone,
            String name,
            @Nullable String userId,
            @Nullable String username,
            @Nullable Boolean online,
            Phone.@Nullable Receipts receipts,
            @Nullable Boolean onWhatsapp,
            @Nullable Boolean currentClient,
            @Nullable Boolean hidesNumber) {}

    /**
     * @param number id of the business number
     * @param person the person's number
     * @param type message_in, message_out, request, accept, reject, call_out, call_in, marketing
     * @param id wamid or wacid; made up if missing
     * @param status how far a message of the business came: sent, delivered, read, failed
     * @param error code, where it failed
     * @param request wamid that an accept or reject answers
     * @param call wacid of the person's call that led to an accept
     * @param always whether a grant is for good
     * @param until end of a temporary grant, else 7 days
     * @param automatic whether WhatsApp did it, not the person
     * @param outcome answered, voicemail, unanswered, rejected, cancelled, failed
     * @param rang seconds until pick-up or end
     * @param seconds how long an answered call lasted
     */
    record Event(
            Instant at,
            String number,
            String person,
            String type,
            @Nullable String id,
            @Nullable String text,
            @Nullable String template,
            @Nullable String language,
            @Nullable Map<String, String> variables,
            @Nullable String status,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt,
            @Nullable Integer error,
            @Nullable String request,
            @Nullable String call,
            @Nullable Boolean always,
            @Nullable Instant until,
            @Nullable Boolean automatic,
            @Nullable String outcome,
            @Nullable Integer rang,
            @Nullable Integer seconds,
            @Nullable Boolean stopped) {}
}

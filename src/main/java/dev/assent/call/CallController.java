package dev.assent.call;

import dev.assent.access.Member;
import dev.assent.tenancy.Id;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.util.List;

/** What the browser of an agent and we say to each other about calls. */
@RestController
@RequestMapping(path = "/calls", produces = MediaType.APPLICATION_JSON_VALUE)
class CallController {

    private static final int LONGEST_NOTE = 2_000;

    private final Placing placing;
    private final Answering answering;
    private final HangingUp hangingUp;
    private final Views views;

    CallController(Placing placing, Answering answering, HangingUp hangingUp, Views views) {
        this.placing = placing;
        this.answering = answering;
        this.hangingUp = hangingUp;
        this.views = views;
    }

    /** Whom to call from which number, and what this browser offers. */
    record Wanted(
            @Nullable String contact,
            @Nullable String number,
            @Nullable String offer,
            boolean confirmed,
            @Nullable String tab) {

        @Override
        public String toString() {
            return "Wanted[%s from %s]".formatted(contact, number);
        }
    }

    record Answer(@Nullable String answer) {

        @Override
        public String toString() {
            return "Answer";
        }
    }

    /** Which page speaks. */
    record Speaker(@Nullable String tab) {}

    record Note(@Nullable String note, @Nullable String tag) {}

    record Mine(List<CallView> ringing, @Nullable CallView current) {}

    @PostMapping
    ResponseEntity<CallView> call(
            @RequestBody Wanted wanted,
            @AuthenticationPrincipal Member agent,
            HttpServletRequest request) {
        var line = views.line(id(wanted.contact()), id(wanted.number()));
        var offer = CallProblems.fit(wanted.offer(), SessionDescription.Role.OFFER);
        var tab = wanted.tab() == null ? null : Tab.of(request, wanted.tab());
        var placed = placing.place(new Placing.Wish(line, offer, wanted.confirmed(), agent, tab));
        return switch (placed) {
            case Placing.Placed.Made(var call) ->
                    ResponseEntity.created(URI.create("/calls/" + call.id()))
                            .body(views.of(call, agent));
            case Placing.Placed.Forbidden(var reasons) ->
                    throw CallProblems.forbidden(views.told(line, reasons));
            case Placing.Placed.ToConfirm(var caution) ->
                    throw CallProblems.toConfirm(caution, views.told(line, caution));
            case Placing.Placed.Engaged() -> throw CallProblems.engaged();
            case Placing.Placed.NotMade(var call, var error) ->
                    throw CallProblems.metaSaid(call, error, views.why(error));
            case Placing.Placed.Unknown(var call, var error) ->
                    throw CallProblems.metaSaid(call, error, views.message("call.unconfirmed"));
        };
    }

    @GetMapping("/mine")
    Mine mine(@AuthenticationPrincipal Member agent) {
        return views.mine(agent);
    }

    @GetMapping("/{id}")
    CallView read(@PathVariable Id id, @AuthenticationPrincipal Member agent) {
        return views.find(id, agent).orElseThrow(CallProblems::nowhere);
    }

    @PostMapping("/{id}/claim")
    CallView claim(
            @PathVariable Id id,
            @RequestBody Speaker speaker,
            @AuthenticationPrincipal Member agent,
            HttpServletRequest request) {
        return switch (answering.claim(id, agent, Tab.of(request, speaker.tab()))) {
            case Answering.Claimed.Won(var call) -> views.of(call, agent);
            case Answering.Claimed.Lost(var call) -> throw taken(call);
            case Answering.Claimed.Elsewhere() ->
                    throw CallProblems.conflict(
                            "ELSEWHERE", "You took this call in another tab or browser.");
            case Answering.Claimed.Over(var call) ->
                    throw CallProblems.conflict("OVER", views.words(call));
            case Answering.Claimed.Engaged() -> throw CallProblems.engaged();
            case Answering.Claimed.Nowhere() -> throw CallProblems.nowhere();
        };
    }

    @PostMapping("/{id}/answer")
    CallView answer(
            @PathVariable Id id,
            @RequestBody Answer answer,
            @AuthenticationPrincipal Member agent) {
        var ours = CallProblems.fit(answer.answer(), SessionDescription.Role.ANSWER);
        return switch (answering.answer(id, agent.account(), ours)) {
            case Answering.Answered.Taken(var call) -> views.of(call, agent);
            case Answering.Answered.Over(var call) ->
                    throw CallProblems.conflict("OVER", views.tooLate(call));
            case Answering.Answered.NotTaken(var call, var error) ->
                    throw CallProblems.metaSaid(
                            call,
                            error,
                            error == null ? views.message("call.not-accepted") : views.why(error));
            case Answering.Answered.Nowhere() -> throw CallProblems.nowhere();
        };
    }

    @PostMapping("/{id}/reject")
    CallView reject(@PathVariable Id id, @AuthenticationPrincipal Member agent) {
        var call = hangingUp.reject(id, agent.account()).orElseThrow(CallProblems::nowhere);
        var view = views.of(call, agent);
        if (view.endedAt() == null) {
            throw taken(call);
        }
        return view;
    }

    private static ErrorResponseException taken(Call call) {
        return CallProblems.conflict("TAKEN", "%s took this call.".formatted(call.agentName()));
    }

    @PostMapping("/{id}/hang-up")
    CallView hangUp(@PathVariable Id id, @AuthenticationPrincipal Member agent) {
        return hangingUp
                .hangUp(id, agent.account())
                .map(call -> views.of(call, agent))
                .orElseThrow(CallProblems::nowhere);
    }

    @PostMapping("/{id}/alive")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void alive(
            @PathVariable Id id,
            @RequestBody Speaker speaker,
            @AuthenticationPrincipal Member agent,
            HttpServletRequest request) {
        if (!views.alive(id, agent.account(), Tab.of(request, speaker.tab()))) {
            var call = views.find(id, agent).orElseThrow(CallProblems::nowhere);
            throw call.endedAt() == null
                    ? CallProblems.conflict("ELSEWHERE", "Another page holds this call.")
                    : CallProblems.conflict("OVER", call.words());
        }
    }

    @PostMapping("/{id}/note")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void note(@PathVariable Id id, @RequestBody Note note, @AuthenticationPrincipal Member agent) {
        if (!views.describe(id, shortEnough(note.note()), known(note.tag()))) {
            throw CallProblems.nowhere();
        }
    }

    private static @Nullable String shortEnough(@Nullable String note) {
        if (note == null || note.isBlank()) {
            return null;
        }
        var stripped = note.strip();
        if (stripped.codePointCount(0, stripped.length()) > LONGEST_NOTE) {
            throw CallProblems.unfit(
                    "note", "Please use at most %,d characters.".formatted(LONGEST_NOTE));
        }
        return stripped;
    }

    private static @Nullable String known(@Nullable String tag) {
        return tag == null || tag.isBlank()
                ? null
                : Tag.ofKey(tag)
                        .orElseThrow(() -> CallProblems.unfit("tag", "There is no such tag."))
                        .key();
    }

    private static Id id(@Nullable String text) {
        if (text == null || !Id.isOne(text)) {
            throw CallProblems.nowhere();
        }
        return Id.parse(text);
    }
}

package dev.assent.number;

import dev.assent.whatsapp.Answer;
import dev.assent.whatsapp.CallingSettings;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * How calls are set up at Meta at this moment, beside how we had it.
 *
 * @param rows empty if she could not be asked
 * @param key of the sentence that tells why not
 */
record LiveSettings(List<Row> rows, @Nullable String key) {

    /**
     * @param differs whether we had it otherwise
     */
    record Row(String name, String value, boolean differs) {}

    static LiveSettings of(BusinessNumber ours, Answer<CallingSettings> answer) {
        return switch (answer) {
            case Answer.Done<CallingSettings>(var live) ->
                    new LiveSettings(
                            List.of(
                                    onOff("Calling", live.calling(), ours.calling()),
                                    onOff(
                                            "Callback permission",
                                            live.callbackPermission(),
                                            ours.callbackPermission()),
                                    new Row(
                                            "Call icon",
                                            live.iconVisible() ? "Shown" : "Hidden",
                                            live.iconVisible() != ours.iconVisible()),
                                    restrictions(live)),
                            null);
            case Answer.Refused<CallingSettings>(var error) ->
                    new LiveSettings(List.of(), error.trouble().key());
            case Answer.Failed<CallingSettings> _, Answer.Silent<CallingSettings> _ ->
                    new LiveSettings(List.of(), "number.calling.unread");
            case Answer.Unreachable<CallingSettings> _ ->
                    new LiveSettings(List.of(), "number.calling.unreachable");
        };
    }

    public boolean differs() {
        return rows.stream().anyMatch(Row::differs);
    }

    private static Row onOff(String name, boolean live, boolean ours) {
        return new Row(name, live ? "On" : "Off", live != ours);
    }

    private static Row restrictions(CallingSettings live) {
        var paused =
                live.restrictions().stream().anyMatch(CallingSettings.Restriction::businessCalls);
        return new Row("Restrictions", paused ? "Calls paused" : "None", false);
    }
}

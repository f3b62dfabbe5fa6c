package dev.assent.rules;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;

import java.util.TreeMap;

class OracleTest {

    @Test
    void the_position_says_what_the_oracle_says() {
        var count = Integer.getInteger("oracle.histories", 3000);
        var start = System.nanoTime();
        var kinds = new TreeMap<String, Integer>();
        var shown = new TreeMap<String, String>();
        for (var seed = 1L; seed <= count; seed++) {
            var history = Histories.of(seed);
            var differences = differences(history);
            if (!differences.isEmpty()) {
                var kind = differences.getFirst().lines().findFirst().orElseThrow();
                kinds.merge(kind, 1, Integer::sum);
                if (!shown.containsKey(kind) || shown.get(kind).length() > 1500) {
                    if (kinds.get(kind) < 20) {
                        var small = shrink(history, kind);
                        var s = describe(small);
                        if (!shown.containsKey(kind) || s.length() < shown.get(kind).length())
                            shown.put(kind, s);
                    }
                }
            }
        }
        System.out.println(count + " in " + (System.nanoTime() - start) / 1_000_000 + " ms");
        if (!kinds.isEmpty()) {
            try {
                java.nio.file.Files.writeString(
                        java.nio.file.Path.of("/tmp/oracle/out.txt"),
                        kinds + "\n" + String.join("\n\n", shown.values()));
            } catch (Exception e) {
            }
            fail(kinds.toString());
        }
    }

    private static java.util.List<String> differences(Histories.History history) {
        try {
            return Answers.ofPosition(history).differences(Answers.ofOracle(history));
        } catch (RuntimeException e) {
            var w = new java.io.StringWriter();
            e.printStackTrace(new java.io.PrintWriter(w));
            return java.util.List.of(e + "\n" + w.toString().lines().limit(6).toList());
        }
    }

    private static boolean differs(Histories.History history, String kind) {
        return differences(history).stream()
                .anyMatch(it -> it.lines().findFirst().orElseThrow().equals(kind));
    }

    private static Histories.History shrink(Histories.History history, String kind) {
        var smaller = true;
        while (smaller) {
            smaller = false;
            for (var i = history.happenings().size() - 1; i >= 0; i--) {
                var fewer = new java.util.ArrayList<>(history.happenings());
                fewer.remove(i);
                var candidate = history.with(fewer);
                if (differs(candidate, kind)) {
                    history = candidate;
                    smaller = true;
                }
            }
        }
        var plain =
                history.with(new Policy(history.policy().edition(), Policy.OwnRules.NONE))
                        .with(new Situation("IN", java.util.List.of()));
        return differs(plain, kind) ? plain : history;
    }

    private static String describe(Histories.History history) {
        return "seed "
                + history.seed()
                + " now "
                + history.now()
                + " "
                + history.policy()
                + " "
                + history.situation()
                + "\n  "
                + String.join(
                        "\n  ",
                        history.happenings().stream()
                                .sorted(java.util.Comparator.comparing(Happening::at))
                                .map(Object::toString)
                                .toList())
                + "\n  -> "
                + String.join("\n  -> ", differences(history));
    }
}

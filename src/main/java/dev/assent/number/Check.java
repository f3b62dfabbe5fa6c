package dev.assent.number;

/**
 * One thing a number needs before people can be called from it, and how it stands.
 *
 * @param text what to do about it, or why it is well
 */
record Check(Result result, String title, String text) {

    enum Result {
        WELL("go", "circle-check", "In order"),
        MISSING("stop", "circle-x", "Missing"),
        ADVICE("wait", "alert-triangle", "Worth a look"),
        UNKNOWN("idle", "help-circle", "Unknown");

        private final String tone;
        private final String icon;
        private final String word;

        Result(String tone, String icon, String word) {
            this.tone = tone;
            this.icon = icon;
            this.word = word;
        }

        public String tone() {
            return tone;
        }

        public String icon() {
            return icon;
        }

        public String word() {
            return word;
        }
    }
}

package dev.assent.template;

/** What Meta takes a template for: it decides about price, limits and who may get it. */
public enum Category {
    UTILITY("Utility"),
    MARKETING("Marketing"),
    /** One that our templates cannot have, or that nobody knew when this was written. */
    OTHER("Other");

    private final String word;

    Category(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    static Category ofMeta(String word) {
        return switch (word) {
            case "UTILITY" -> UTILITY;
            case "MARKETING" -> MARKETING;
            default -> OTHER;
        };
    }
}

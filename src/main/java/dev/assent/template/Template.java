package dev.assent.template;

import dev.assent.tenancy.Id;
import dev.assent.whatsapp.TemplateMessage;

import java.util.Map;

public record Template(Id id, String name, String language, boolean approved, boolean marketing) {
    public String text(Map<String, String> variables) {
        return "";
    }

    public TemplateMessage message(Map<String, String> variables) {
        throw new UnsupportedOperationException();
    }

    public java.util.List<String> missing(Map<String, String> variables) {
        return java.util.List.of();
    }
}

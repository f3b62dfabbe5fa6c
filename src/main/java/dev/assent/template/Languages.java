package dev.assent.template;

import dev.assent.web.Choice;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The languages that templates can have at Meta. */
public final class Languages {

    private static final List<Choice> ALL =
            Stream.of(
                            ("af ar ar_AE ar_EG ar_SA az be_BY bg bn bn_IN ca cs da de de_AT de_CH"
                                 + " el en en_AE en_AU en_CA en_GB en_GH en_IE en_IN en_MY en_NZ"
                                 + " en_SG en_US en_ZA es es_AR es_CL es_CO es_CR es_DO es_EC es_ES"
                                 + " es_HN es_MX es_PA es_PE es_UY et fa fi fil fr fr_BE fr_CA"
                                 + " fr_CH fr_CI fr_MA ga gu ha he hi hr hu id it ja ka kk kn ko"
                                 + " ky_KG lo lt lv mk ml mr ms nb nl nl_BE pa pl ps_AF pt_BR pt_PT"
                                 + " ro ru rw_RW si_LK sk sl sq sr sv sw ta te th tr uk ur uz vi"
                                 + " zh_CN zh_HK zh_TW zu")
                                    .split(" "))
                    .map(code -> new Choice(code, name(code)))
                    .sorted(Comparator.comparing(Choice::label))
                    .toList();

    private Languages() {}

    static List<Choice> all() {
        return ALL;
    }

    static boolean has(String code) {
        return ALL.stream().anyMatch(language -> language.value().equals(code));
    }

    /**
     * Its English name, such as {@code English (United States)}.
     *
     * @param code Meta's, such as {@code en_US}
     */
    public static String name(String code) {
        return Locale.forLanguageTag(code.replace('_', '-')).getDisplayName(Locale.ENGLISH);
    }
}

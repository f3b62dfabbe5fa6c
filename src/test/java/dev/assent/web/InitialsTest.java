package dev.assent.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitialsTest {

    @ParameterizedTest
    @CsvSource({
        "Asha Kulkarni, AK",
        "Óscar Fernández-Villaverde y Montes, ÓM",
        "阿部 さくら, 阿さ",
        "김서연, 김",
        "عبد الرحمن بن محمد, ع",
        "רחל כהן־לוי, רכ",
        "ángel, Á",
        "'  Dr.  Rao ', DR",
        "👩‍⚕️ Rao, R",
        "O'Neil (clinic), OC",
        "அனிதா கிருஷ்ணமூர்த்தி, அகி",
        "'+91 98860 21144', ''",
        "'', ''",
        ", ''",
    })
    void a_name_of_any_script_has_initials(String name, String initials) {
        assertThat(new Initials().of(name)).isEqualTo(initials);
    }
}

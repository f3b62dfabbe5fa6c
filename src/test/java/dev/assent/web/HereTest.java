package dev.assent.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class HereTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/contacts");
    private final Here here = new Here(request);

    @Test
    void changing_one_parameter_keeps_the_others_and_begins_at_the_first_page() {
        request.setParameter("q", "阿部 & {Co} %");
        request.setParameter("page", "3");
        assertThat(here.with("sort", "-name"))
                .isEqualTo("/contacts?q=%E9%98%BF%E9%83%A8+%26+%7BCo%7D+%25&sort=-name");
    }

    @Test
    void another_page_keeps_everything_else() {
        request.setParameter("tag", "a", "b");
        request.setParameter("page", "3");
        assertThat(here.with("page", 4)).isEqualTo("/contacts?tag=a&tag=b&page=4");
    }

    @Test
    void an_empty_value_takes_the_parameter_away() {
        request.setParameter("standing", "GRANTED");
        assertThat(here.with("standing", "")).isEqualTo("/contacts");
        assertThat(here.without("standing")).isEqualTo("/contacts");
    }

    @Test
    void a_form_sends_the_other_parameters_along() {
        request.setParameter("q", "x");
        request.setParameter("standing", "GRANTED");
        request.setParameter("page", "2");
        assertThat(here.besides("q")).containsExactly(new Here.Parameter("standing", "GRANTED"));
    }
}

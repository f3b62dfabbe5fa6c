package dev.assent.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ShortBodiesTest {

    @Test
    void what_is_longer_than_a_description_can_be_is_not_read() throws Exception {
        assertThat(answer("POST", new byte[ShortBodies.LONGEST])).isEqualTo(200);
        assertThat(answer("POST", new byte[ShortBodies.LONGEST + 1])).isEqualTo(413);
    }

    @Test
    void what_does_not_say_how_long_it_is_is_not_read_either() throws Exception {
        assertThat(answer("POST", null)).isEqualTo(411);
        assertThat(answer("GET", null)).isEqualTo(200);
    }

    private static int answer(String method, byte @Nullable [] body) throws Exception {
        var request = new MockHttpServletRequest(method, "/calls");
        request.setContent(body);
        var response = new MockHttpServletResponse();
        var guard = new ShortBodies().shortBodiesOfCalls().getFilter();
        guard.doFilter(request, response, new MockFilterChain());
        return response.getStatus();
    }
}

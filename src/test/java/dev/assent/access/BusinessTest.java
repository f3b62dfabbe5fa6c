package dev.assent.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assent.tenancy.Tenant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.Map;

@AccessTest
class BusinessTest {

    @Autowired People people;
    @Autowired Members members;

    private Tenant lotus;
    private Tenant harbor;

    @BeforeEach
    void twoBusinesses() {
        lotus = people.business("Lotus Dental");
        harbor = people.business("Harbor Bikes");
    }

    @Test
    void somebody_with_two_businesses_changes_between_them() {
        var both = inBoth();
        assertThat(whereIs(both)).isEqualTo("Asha Kulkarni in Lotus Dental");
        assertThat(change(both, harbor).leadsTo()).isEqualTo("/");
        assertThat(whereIs(both)).isEqualTo("Asha Kulkarni in Harbor Bikes");
    }

    @Test
    void the_role_is_the_one_held_in_that_business() {
        var both = inBoth();
        assertThat(both.browser().page("/settings/probe").status()).isEqualTo(404);
        change(both, harbor);
        assertThat(both.browser().page("/settings/probe").status()).isEqualTo(200);
    }

    @Test
    void the_business_left_last_is_entered_at_the_next_sign_in() {
        var both = inBoth();
        change(both, harbor);
        var again = new People.Person(both.account(), both.mail(), people.visitor()).signIn();
        assertThat(whereIs(again)).isEqualTo("Asha Kulkarni in Harbor Bikes");
    }

    @Test
    void nobody_changes_to_a_business_that_is_not_theirs() {
        var agent = people.hire(Role.AGENT, lotus).signIn();
        assertThat(change(agent, harbor).status()).isEqualTo(404);
        assertThat(whereIs(agent)).isEqualTo("Asha Kulkarni in Lotus Dental");
    }

    @Test
    void a_page_drawn_for_one_business_does_nothing_in_another() {
        var both = inBoth();
        both.browser().page("/messages/form");
        var old = both.browser().csrf();
        change(both, harbor);
        both.browser().useToken(old);
        assertThat(both.browser().post("/messages/probe", Map.of()).status()).isEqualTo(403);
    }

    @Test
    void a_part_for_a_page_of_another_business_has_the_page_loaded_again() {
        var both = inBoth();
        var part =
                both.browser()
                        .get(
                                "/messages/probe",
                                "HX-Request",
                                "true",
                                "X-Business",
                                harbor.id().toString());
        assertThat(part.status()).isEqualTo(409);
        assertThat(part.header("HX-Refresh")).isEqualTo("true");
        assertThat(part.body()).doesNotContain("Lotus");
        assertThat(
                        both.browser()
                                .get(
                                        "/messages/probe",
                                        "HX-Request",
                                        "true",
                                        "X-Business",
                                        lotus.id().toString())
                                .body())
                .contains("Lotus");
    }

    @Test
    void a_membership_withdrawn_holds_from_the_next_request_on() {
        var agent = people.hire(Role.AGENT, lotus).signIn();
        assertThat(whereIs(agent)).isEqualTo("Asha Kulkarni in Lotus Dental");
        people.dismiss(agent, lotus);
        assertThat(agent.browser().page("/messages/probe").leadsTo()).isEqualTo("/");
        assertThat(agent.browser().page("/").leadsTo()).isEqualTo("/business");
        assertThat(agent.browser().page("/business").body()).contains("You belong to no business");
        assertThat(agent.browser().post("/logout", Map.of()).leadsTo())
                .isEqualTo("/login?signed-out");
    }

    @Test
    void whoever_loses_one_business_goes_on_in_the_next() {
        var both = inBoth();
        whereIs(both);
        people.dismiss(both, lotus);
        var part = both.browser().fragment("/messages/probe");
        assertThat(part.status()).isEqualTo(409);
        assertThat(part.header("HX-Redirect")).isEqualTo("/");
        assertThat(whereIs(both)).isEqualTo("Asha Kulkarni in Harbor Bikes");
    }

    @Test
    void a_role_taken_back_holds_from_the_next_request_on() {
        var admin = people.hire(Role.ADMIN, lotus).signIn();
        assertThat(admin.browser().page("/settings/probe").status()).isEqualTo(200);
        members.admit(admin.account(), lotus.id(), Role.AGENT);
        assertThat(admin.browser().page("/settings/probe").status()).isEqualTo(404);
    }

    @Test
    void somebody_who_is_invited_while_signed_in_gets_in() {
        var stranger = people.stranger().signIn();
        assertThat(stranger.browser().page("/messages/probe").leadsTo()).isEqualTo("/business");
        assertThat(stranger.browser().fragment("/messages/probe").header("HX-Redirect"))
                .isEqualTo("/business");
        members.admit(stranger.account(), lotus.id(), Role.AGENT);
        assertThat(whereIs(stranger)).isEqualTo("Asha Kulkarni in Lotus Dental");
    }

    @Test
    void colleagues_are_those_of_the_current_business() {
        var owner = people.hire(Role.OWNER, lotus);
        people.hire(Role.AGENT, harbor);
        assertThat(lotus.call(members::all))
                .extracting(Member::account, Member::role)
                .containsExactly(tuple(owner.account(), Role.OWNER));
        assertThat(lotus.call(() -> members.find(owner.account()))).isPresent();
        assertThat(harbor.call(() -> members.find(owner.account()))).isEmpty();
    }

    private People.Person inBoth() {
        var both = people.hire(Role.AGENT, lotus);
        members.admit(both.account(), harbor.id(), Role.ADMIN);
        return both.signIn();
    }

    private static Visitor.Answer change(People.Person person, Tenant business) {
        person.browser().page("/messages/form");
        return person.browser().post("/business", Map.of("id", business.id().toString()));
    }

    private static String whereIs(People.Person person) {
        return person.browser().page("/messages/probe").body();
    }
}

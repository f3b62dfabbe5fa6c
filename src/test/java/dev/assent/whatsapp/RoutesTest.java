package dev.assent.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.AssentTest;
import dev.assent.AtOnce;
import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Provisioning;
import dev.assent.tenancy.Tenant;
import dev.assent.tenancy.Tenants;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

@AssentTest
class RoutesTest {

    @Autowired Provisioning provisioning;
    @Autowired Tenants tenants;
    @Autowired @Control JdbcClient control;
    @Autowired TransactionTemplate transactions;

    private final String number = "n" + Id.fresh();
    private final String account = "w" + Id.fresh();
    private final String digits = "91" + Math.floorMod(Id.fresh().value(), 10_000_000_000L);
    private final List<Object> events = new CopyOnWriteArrayList<>();
    private Routes routes;
    private Tenant lotus;
    private Tenant harbor;

    @BeforeEach
    void businesses() {
        routes = new Routes(control, events::add);
        lotus = business();
        harbor = business();
    }

    @Test
    void a_number_leads_to_its_business_by_every_name_it_has() {
        assertThat(connect(lotus)).isTrue();
        assertThat(routes.tenantsOf(List.of(number, "unknown")))
                .containsOnly(Map.entry(number, lotus.id()));
        assertThat(routes.tenantsOfAccounts(List.of(account, "unknown")))
                .containsOnly(Map.entry(account, Set.of(lotus.id())));
        assertThat(routes.tenantsOfDisplayNumbers(List.of(digits, "1")))
                .containsOnly(Map.entry(digits, Set.of(lotus.id())));
        assertThat(openedTo(number)).containsExactly(lotus.id());
    }

    @Test
    void an_account_shared_by_two_businesses_leads_to_both() {
        connect(lotus);
        harbor.call(() -> routes.connect("other" + number, account, "49301"));
        assertThat(routes.tenantsOfAccounts(List.of(account)).get(account))
                .containsExactlyInAnyOrder(lotus.id(), harbor.id());
    }

    @Test
    void ids_that_cannot_be_lead_nowhere() {
        assertThat(routes.tenantsOf(List.of("número", "", "a b", "x".repeat(500)))).isEmpty();
        assertThat(routes.tenantsOf(List.of())).isEmpty();
        assertThat(routes.tenantsOfAccounts(List.of("0"))).isEmpty();
    }

    @Test
    void connecting_again_is_no_conflict_and_moves_the_account() {
        connect(lotus);
        assertThat(lotus.call(() -> routes.connect(number, "new" + account, digits))).isTrue();
        assertThat(routes.tenantsOfAccounts(List.of(account))).isEmpty();
    }

    @Test
    void another_businesss_number_is_refused_and_stays_where_it_is() {
        connect(lotus);
        assertThat(connect(harbor)).isFalse();
        assertThat(routes.tenantsOf(List.of(number)).get(number)).isEqualTo(lotus.id());
        assertThat(openedTo(number)).containsExactly(lotus.id());
    }

    @Test
    void only_its_own_business_can_disconnect_a_number() {
        connect(lotus);
        harbor.run(() -> routes.disconnect(number));
        assertThat(routes.tenantsOf(List.of(number))).isNotEmpty();
        lotus.run(() -> routes.disconnect(number));
        assertThat(routes.tenantsOf(List.of(number))).isEmpty();
        assertThat(connect(harbor)).isTrue();
    }

    @Test
    void of_many_businesses_that_connect_one_number_at_once_exactly_one_gets_it() throws Exception {
        var rivals = IntStream.range(0, 8).mapToObj(_ -> business()).toList();
        for (int round = 0; round < 10; round++) {
            var contested = number + "-" + round;
            List<Boolean> winners =
                    AtOnce.all(
                            rivals.size(),
                            i ->
                                    () ->
                                            rivals.get(i)
                                                    .call(() ->
                                                            routes.connect(
                                                                    contested, account, digits)));
            assertThat(winners).containsOnlyOnce(true);
            assertThat(openedTo(contested)).hasSize(1);
        }
    }

    @Test
    void a_route_is_told_when_the_businesss_own_work_is_committed() {
        lotus.run(() ->
                transactions.executeWithoutResult(_ -> {
                    assertThat(routes.connect(number, account, digits)).isTrue();
                    assertThat(openedTo(number)).isEmpty();
                }));
        assertThat(openedTo(number)).containsExactly(lotus.id());
    }

    @Test
    void a_route_is_taken_back_when_the_businesss_own_work_fails() {
        assertThatThrownBy(() -> lotus.run(this::connectAndFail)).hasMessage("the work failed");
        assertThat(routes.tenantsOf(List.of(number))).isEmpty();
        assertThat(openedTo(number)).isEmpty();
    }

    @Test
    void a_route_that_stood_before_stays_when_the_businesss_own_work_fails() {
        connect(lotus);
        assertThatThrownBy(() -> lotus.run(this::connectAndFail)).hasMessage("the work failed");
        assertThat(routes.tenantsOf(List.of(number))).isNotEmpty();
    }

    private void connectAndFail() {
        transactions.executeWithoutResult(_ -> {
            routes.connect(number, account, digits);
            throw new IllegalStateException("the work failed");
        });
    }

    private boolean connect(Tenant tenant) {
        return tenant.call(() -> routes.connect(number, account, digits));
    }

    private List<Id> openedTo(String phoneNumberId) {
        return events.stream()
                .map(RouteOpened.class::cast)
                .filter(route -> route.phoneNumberId().equals(phoneNumberId))
                .map(RouteOpened::tenant)
                .toList();
    }

    private Tenant business() {
        return tenants.find(provisioning.register("Route", ZoneOffset.UTC, "DE")).orElseThrow();
    }
}

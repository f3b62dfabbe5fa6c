package dev.assent.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.AssentTest;
import dev.assent.tenancy.Control;
import dev.assent.tenancy.Provisioning;
import dev.assent.tenancy.Tenant;
import dev.assent.tenancy.Tenants;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;

@AssentTest
class OwnAppsTest {

    @Autowired Provisioning provisioning;
    @Autowired Tenants tenants;
    @Autowired OwnApps apps;
    @Autowired @Control JdbcClient control;

    private Tenant lotus;
    private Tenant harbor;

    @BeforeEach
    void businesses() {
        lotus = business();
        harbor = business();
    }

    @Test
    void an_app_is_found_by_the_token_in_its_address() {
        var token = lotus.call(() -> apps.keep("app-secret", "verify-me"));
        harbor.call(() -> apps.keep("other", "other"));
        assertThat(apps.find(token)).contains(new OwnApp(lotus.id(), "app-secret", "verify-me"));
        assertThat(lotus.call(() -> apps.pathToken())).contains(token);
        assertThat(apps.find(token + "x")).isEmpty();
        assertThat(apps.find("")).isEmpty();
        assertThat(apps.find("ß")).isEmpty();
    }

    @Test
    void the_address_stays_when_the_secrets_change() {
        var token = lotus.call(() -> apps.keep("old", "old"));
        assertThat(lotus.call(() -> apps.keep("new", "newer"))).isEqualTo(token);
        assertThat(apps.find(token)).contains(new OwnApp(lotus.id(), "new", "newer"));
    }

    @Test
    void a_forgotten_app_has_no_address() {
        var token = lotus.call(() -> apps.keep("app-secret", "verify-me"));
        harbor.run(() -> apps.forget());
        assertThat(apps.find(token)).isPresent();
        lotus.run(() -> apps.forget());
        assertThat(apps.find(token)).isEmpty();
        assertThat(lotus.call(() -> apps.pathToken())).isEmpty();
    }

    @Test
    void nothing_of_it_lies_readable_in_the_database_or_in_a_log() {
        var token = lotus.call(() -> apps.keep("app-secret", "verify-me"));
        var row =
                control.sql("select * from own_app where tenant_id = ?")
                        .param(lotus.id().value())
                        .query()
                        .singleRow();
        assertThat(row.values())
                .filteredOn(byte[].class::isInstance)
                .hasSize(4)
                .allSatisfy(bytes ->
                        assertThat(new String((byte[]) bytes, StandardCharsets.ISO_8859_1))
                                .doesNotContain("app-secret", "verify-me", token));
        assertThat(apps.find(token).orElseThrow().toString())
                .doesNotContain("app-secret", "verify-me");
    }

    @Test
    void secrets_copied_to_another_businesss_row_do_not_open() {
        var token = lotus.call(() -> apps.keep("app-secret", "verify-me"));
        harbor.call(() -> apps.keep("other", "other"));
        control.sql(
                        """
                        update own_app mine join own_app theirs on theirs.tenant_id = ?
                        set mine.app_secret = theirs.app_secret where mine.tenant_id = ?
                        """)
                .params(harbor.id().value(), lotus.id().value())
                .update();
        assertThatThrownBy(() -> apps.find(token)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tokens_are_long_and_never_the_same() {
        var tokens =
                Arrays.asList(
                        lotus.call(() -> apps.keep("a", "b")),
                        harbor.call(() -> apps.keep("a", "b")));
        assertThat(tokens).doesNotHaveDuplicates().allMatch(token -> token.length() == 32);
    }

    private Tenant business() {
        return tenants.find(provisioning.register("App", ZoneOffset.UTC, "DE")).orElseThrow();
    }
}

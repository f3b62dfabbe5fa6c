package dev.assent.whatsapp;

import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Secrets;
import dev.assent.tenancy.Sha256;
import dev.assent.tenancy.Tenant;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;

/**
 * The Meta apps that businesses bring themselves, one each. Their webhooks come to an address of
 * their own, which holds a random token.
 */
@Component
public class OwnApps {

    private static final int TOKEN_BYTES = 24;

    private final JdbcClient control;
    private final Secrets secrets;
    private final SecureRandom random = new SecureRandom();

    OwnApps(@Control JdbcClient control, Secrets secrets) {
        this.control = control;
        this.secrets = secrets;
    }

    /**
     * Keeps the current tenant's app; its address stays the same when the secrets change.
     *
     * @return the token in its address, see {@link #find}
     */
    public String keep(String appSecret, String verifyToken) {
        var tenant = Tenant.current().id();
        var token = freshToken();
        control.sql(
                        """
                        insert into own_app (tenant_id, token_hash, token, app_secret, verify_token)
                        values (?, ?, ?, ?, ?)
                        on duplicate key update
                            app_secret = values(app_secret), verify_token = values(verify_token)
                        """)
                .params(
                        tenant.value(),
                        Sha256.of(token),
                        seal(token, tenant, "token"),
                        seal(appSecret, tenant, "secret"),
                        seal(verifyToken, tenant, "verify"))
                .update();
        return pathToken().orElseThrow();
    }

    /** The token in the address of the current tenant's app, if it has one. */
    public Optional<String> pathToken() {
        var tenant = Tenant.current().id();
        return control.sql("select token from own_app where tenant_id = ?")
                .param(tenant.value())
                .query((row, _) -> open(row.getBytes("token"), tenant, "token"))
                .optional();
    }

    /** Forgets the current tenant's app; its address ends at once. */
    public void forget() {
        control.sql("delete from own_app where tenant_id = ?")
                .param(Tenant.current().id().value())
                .update();
    }

    /** The app whose address holds this token. */
    public Optional<OwnApp> find(String pathToken) {
        return control.sql(
                        """
                        select tenant_id, app_secret, verify_token from own_app
                        where token_hash = ?
                        """)
                .param(Sha256.of(pathToken))
                .query(this::app)
                .optional();
    }

    private OwnApp app(ResultSet row, int number) throws SQLException {
        var tenant = new Id(row.getLong("tenant_id"));
        return new OwnApp(
                tenant,
                open(row.getBytes("app_secret"), tenant, "secret"),
                open(row.getBytes("verify_token"), tenant, "verify"));
    }

    private byte[] seal(String text, Id tenant, String what) {
        return secrets.seal(text, tenant, "own-app:" + what);
    }

    private String open(byte[] sealed, Id tenant, String what) {
        return secrets.open(sealed, tenant, "own-app:" + what);
    }

    private String freshToken() {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

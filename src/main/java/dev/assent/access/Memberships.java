package dev.assent.access;

import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenants;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Which businesses a person belongs to. */
@Component
class Memberships {

    private final JdbcClient control;

    Memberships(@Control JdbcClient control) {
        this.control = control;
    }

    /** All of this account, the one entered last before the others. */
    List<Membership> of(Id account) {
        return control.sql(
                        """
                        select tenant.*, membership.role, membership.entered_at,
                            account.id as account_id, account.name as account_name, account.mail
                        from account
                        join membership on membership.account = account.id
                        join tenant on tenant.id = membership.tenant
                        where account.id = ?
                        order by membership.entered_at desc, membership.joined_at, tenant.id
                        """)
                .param(account.value())
                .query(Memberships::membership)
                .list();
    }

    void entered(Id account, Id tenant) {
        control.sql(
                        """
                        update membership set entered_at = current_timestamp(3)
                        where account = ? and tenant = ?
                        """)
                .params(account.value(), tenant.value())
                .update();
    }

    private static Membership membership(ResultSet row, int number) throws SQLException {
        return new Membership(
                new Member(
                        new Id(row.getLong("account_id")),
                        row.getString("account_name"),
                        row.getString("mail"),
                        Role.valueOf(row.getString("role"))),
                Tenants.tenant(row, number));
    }
}

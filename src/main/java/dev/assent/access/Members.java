package dev.assent.access;

import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The people of a business. */
@Component
public class Members {

    private static final String SELECT =
            """
            select account.id, account.name, account.mail, membership.role
            from membership join account on account.id = membership.account
            where membership.tenant = ?
            """;

    private final JdbcClient control;

    Members(@Control JdbcClient control) {
        this.control = control;
    }

    /** Everyone who belongs to the current business, by name. */
    public List<Member> all() {
        return control.sql(SELECT + "order by account.name, account.id")
                .param(Tenant.current().id().value())
                .query(Members::member)
                .list();
    }

    /** That person, if they belong to the current business. */
    public Optional<Member> find(Id account) {
        return control.sql(SELECT + "and account.id = ?")
                .params(Tenant.current().id().value(), account.value())
                .query(Members::member)
                .optional();
    }

    /** Gives the account this role in that business, whether or not it had one there. */
    public void admit(Id account, Id tenant, Role role) {
        control.sql(
                        """
                        insert into membership (account, tenant, role) values (?, ?, ?)
                        on duplicate key update role = ?
                        """)
                .params(account.value(), tenant.value(), role.name(), role.name())
                .update();
    }

    private static Member member(ResultSet row, int number) throws SQLException {
        return new Member(
                new Id(row.getLong("id")),
                row.getString("name"),
                row.getString("mail"),
                Role.valueOf(row.getString("role")));
    }
}

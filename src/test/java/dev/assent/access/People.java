package dev.assent.access;

import dev.assent.tenancy.Control;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Provisioning;
import dev.assent.tenancy.Tenant;
import dev.assent.tenancy.Tenants;

import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;

/** Businesses and the people who work there, made anew for each test. */
public class People {

    public static final String PASSWORD = "correct horse battery";

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private final Provisioning provisioning;
    private final Tenants tenants;
    private final Accounts accounts;
    private final Members members;
    private final JdbcClient control;
    private final Environment environment;

    People(
            Provisioning provisioning,
            Tenants tenants,
            Accounts accounts,
            Members members,
            @Control JdbcClient control,
            Environment environment) {
        this.provisioning = provisioning;
        this.tenants = tenants;
        this.accounts = accounts;
        this.members = members;
        this.control = control;
        this.environment = environment;
    }

    /** Those of the running application, for tests of other packages. */
    public static People in(ApplicationContext application) {
        return new People(
                application.getBean(Provisioning.class),
                application.getBean(Tenants.class),
                application.getBean(Accounts.class),
                application.getBean(Members.class),
                application.getBean("controlClient", JdbcClient.class),
                application.getEnvironment());
    }

    public Tenant business(String name) {
        var id = provisioning.register(name, ZoneId.of("Europe/Berlin"), "DE");
        return tenants.find(id).orElseThrow();
    }

    /** Somebody new with that role in the business. */
    public Person hire(Role role, Tenant business) {
        return admitted(stranger(), role, business);
    }

    /** The person belongs to the business no more. */
    void dismiss(Person person, Tenant business) {
        control.sql("delete from membership where account = ? and tenant = ?")
                .params(person.account().value(), business.id().value())
                .update();
    }

    /** The one with this mail address. */
    public Person hire(String mail, Role role, Tenant business) {
        return admitted(person(mail), role, business);
    }

    private Person admitted(Person person, Role role, Tenant business) {
        members.admit(person.account(), business.id(), role);
        return person;
    }

    /** Somebody new who belongs to no business. */
    public Person stranger() {
        return person("%s@people.example".formatted(Id.fresh()));
    }

    private Person person(String mail) {
        return new Person(accounts.ensure(mail, "Asha Kulkarni", PASSWORD), mail, visitor());
    }

    /** Somebody new with that role in a business of their own, signed in. */
    public Person atWork(Role role) {
        return hire(role, business("Lotus Dental")).signIn();
    }

    public Visitor visitor() {
        var next = ADDRESSES.incrementAndGet();
        return visitor("198.18.%d.%d".formatted(next >> 8, next & 255));
    }

    public Visitor visitor(String from) {
        return new Visitor(
                environment.getRequiredProperty("local.server.port", Integer.class), from);
    }

    /** A person and their browser. */
    public record Person(Id account, String mail, Visitor browser) {

        public Person signIn() {
            var answer = browser.signIn(mail, PASSWORD);
            if (answer.status() != 302) {
                throw new AssertionError("not signed in: " + answer);
            }
            return this;
        }
    }
}

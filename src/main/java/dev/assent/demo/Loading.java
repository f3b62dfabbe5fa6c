package dev.assent.demo;

import dev.assent.access.Accounts;
import dev.assent.access.ApiKeys;
import dev.assent.access.Member;
import dev.assent.access.Members;
import dev.assent.access.Role;
import dev.assent.call.CallChronicle;
import dev.assent.chat.Archive;
import dev.assent.contact.Contacts;
import dev.assent.contact.Label;
import dev.assent.number.BusinessNumber;
import dev.assent.number.Connections;
import dev.assent.number.Numbers;
import dev.assent.permission.Chronicle;
import dev.assent.tenancy.Provisioning;
import dev.assent.tenancy.Tenant;
import dev.assent.tenancy.Tenants;
import dev.assent.whatsapp.AccessToken;
import dev.assent.whatsapp.CallingSettings;
import dev.assent.whatsapp.NumberProfile;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Loads one demo business: directory, people who work there, number, template, customers. */
@Component
@ConditionalOnBooleanProperty("assent.demo")
class Loading {

    private final Provisioning provisioning;
    private final Tenants tenants;
    private final Accounts accounts;
    private final Members members;
    private final ApiKeys keys;
    private final Connections connections;
    private final Numbers numbers;
    private final Contacts contacts;
    private final Chronicle chronicle;
    private final Archive archive;
    private final CallChronicle calls;
    private final Telling telling;
    private final TransactionTemplate transactions;
    private final InstantSource time;

    Loading(
            Provisioning provisioning,
            Tenants tenants,
            Accounts accounts,
            Members members,
            ApiKeys keys,
            Connections connections,
            Numbers numbers,
            Contacts contacts,
            Chronicle chronicle,
            Archive archive,
            CallChronicle calls,
            Telling telling,
            TransactionTemplate transactions,
            InstantSource time) {
        this.provisioning = provisioning;
        this.tenants = tenants;
        this.accounts = accounts;
        this.members = members;
        this.keys = keys;
        this.connections = connections;
        this.numbers = numbers;
        this.contacts = contacts;
        this.chronicle = chronicle;
        this.archive = archive;
        this.calls = calls;
        this.telling = telling;
        this.transactions = transactions;
        this.time = time;
    }

    void load(Business business) {
        var tenant = tenant(business);
        staff(business, tenant);
        var lives = Lives.of(business, time.instant());
        telling.tell(business, lives);
        tenant.run(() -> {
            var number = connect(business);
            var agent = agent(business);
            transactions.executeWithoutResult(transaction -> enter(number, lives, agent));
        });
    }

    /** The business, with nothing in it. */
    private Tenant tenant(Business business) {
        tenants.findBySlug(business.slug()).ifPresent(provisioning::startAnew);
        return tenants.findBySlug(business.slug())
                .orElseGet(() ->
                        tenants.find(
                                        provisioning.registerAs(
                                                business.slug(),
                                                business.name(),
                                                ZoneId.of(business.zone()),
                                                business.country()))
                                .orElseThrow());
    }

    private void staff(Business business, Tenant tenant) {
        admit(business, tenant, Role.OWNER, business.owner());
        admit(business, tenant, Role.ADMIN, business.admin());
        admit(business, tenant, Role.AGENT, business.agent());
        keys.ensure(tenant.id(), "Demo", business.apiKey());
    }

    private void admit(Business business, Tenant tenant, Role role, String name) {
        var mail = business.mail(role.label().toLowerCase(Locale.ROOT));
        members.admit(accounts.ensure(mail, name, Businesses.PASSWORD), tenant.id(), role);
    }

    private BusinessNumber connect(Business business) {
        connections.enter(
                new Connections.Wanted(
                        business.numberId(),
                        business.wabaId(),
                        new AccessToken(business.accessToken())),
                new NumberProfile(
                        business.numberId(),
                        business.displayNumber(),
                        business.name(),
                        "GREEN",
                        "CONNECTED"),
                new CallingSettings(true, true, true, false, List.of()));
        return numbers.findByPhoneNumberId(business.numberId()).orElseThrow();
    }

    private Member agent(Business business) {
        return members.all().stream()
                .filter(member -> member.name().equals(business.agent()))
                .findFirst()
                .orElseThrow();
    }

    private void enter(BusinessNumber number, List<Life> lives, Member agent) {
        calls.means(Businesses.CALL_ME);
        var people = contacts.meet(lives.stream().map(Life::person).toList());
        contacts.label(
                lives.stream()
                        .map(life ->
                                new Contacts.Labelled(
                                        Objects.requireNonNull(people.get(life.person())),
                                        Label.NOT_REQUESTED,
                                        null,
                                        life.known()))
                        .toList());
        for (var life : lives) {
            var contact = Objects.requireNonNull(people.get(life.person()));
            archive.enter(
                    number.id(),
                    contact,
                    life.written(),
                    life.unread(),
                    life.taken() ? agent.account() : null);
            chronicle.enter(
                    number,
                    contact,
                    life.known(),
                    life.requests(agent.account()),
                    life.happenings());
            life.calls(agent).forEach(call -> calls.enter(number.id(), contact, call));
            life.taps().forEach(tap -> calls.tapped(number.id(), contact, tap.id(), tap.at()));
            if (life.isClaimed()) {
                calls.claim(contact, agent);
            }
            life.unreachableSince().ifPresent(since -> contacts.noteUnreachable(contact, since));
        }
    }
}

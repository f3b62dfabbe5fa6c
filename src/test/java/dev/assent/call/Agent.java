package dev.assent.call;

import dev.assent.access.People;
import dev.assent.access.Role;
import dev.assent.access.Visitor;
import dev.assent.contact.Contact;
import dev.assent.number.BusinessNumber;
import dev.assent.tenancy.Id;
import dev.assent.tenancy.Tenant;

import org.springframework.context.ApplicationContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.HashMap;
import java.util.Map;

/** Somebody who makes and takes calls, as far as their browser speaks to us. */
final class Agent {

    private static final JsonMapper JSON = JsonMapper.shared();

    final Id account;
    final Visitor browser;
    private final People.Person person;

    private Agent(People.Person person) {
        this.account = person.account();
        this.browser = person.browser();
        this.person = person;
    }

    static Agent of(ApplicationContext application, Tenant tenant) {
        return atWork(People.in(application).hire(Role.AGENT, tenant));
    }

    private static Agent atWork(People.Person person) {
        person.signIn().browser().page("/contacts");
        return of(person);
    }

    /** Somebody who is signed in and has a page open. */
    static Agent of(People.Person person) {
        return new Agent(person);
    }

    /** The same person at another computer. */
    Agent inAnotherBrowser(ApplicationContext application) {
        var browser = People.in(application).visitor();
        return atWork(new People.Person(account, person.mail(), browser));
    }

    String mail() {
        return person.mail();
    }

    /** What came back: its status, and its JSON. */
    record Said(int status, JsonNode json) {

        String text(String field) {
            return json.path(field).asString("");
        }

        String id() {
            return text("id");
        }

        String state() {
            return text("state");
        }

        String detail() {
            return text("detail");
        }

        String reason() {
            return json.path("reasons").path(0).path("code").asString("");
        }
    }

    Said call(BusinessNumber number, Contact contact) {
        return call(number, contact, Sdp.offer(), false);
    }

    Said call(BusinessNumber number, Contact contact, String offer, boolean confirmed) {
        var wish = new HashMap<String, Object>();
        wish.put("contact", contact.id().toString());
        wish.put("number", number.id().toString());
        wish.put("offer", offer);
        wish.put("confirmed", confirmed);
        return post("/calls", wish);
    }

    Said look(String call) {
        return said(browser.get("/calls/" + call, "Accept", "application/json"));
    }

    Said mine() {
        return look("mine");
    }

    Said claim(String call) {
        return claim(call, "tab");
    }

    Said claim(String call, String tab) {
        return post("/calls/%s/claim".formatted(call), Map.of("tab", tab));
    }

    Said answer(String call) {
        return post("/calls/%s/answer".formatted(call), Map.of("answer", Sdp.answer()));
    }

    Said reject(String call) {
        return post("/calls/%s/reject".formatted(call), Map.of());
    }

    Said hangUp(String call) {
        return post("/calls/%s/hang-up".formatted(call), Map.of());
    }

    Said alive(String call, String tab) {
        return post("/calls/%s/alive".formatted(call), Map.of("tab", tab));
    }

    Said post(String path, Map<String, ?> body) {
        return said(browser.json(path, JSON.writeValueAsString(body)));
    }

    static Said said(Visitor.Answer answer) {
        var json =
                answer.header("content-type").contains("json")
                        ? JSON.readTree(answer.body())
                        : JSON.createObjectNode();
        return new Said(answer.status(), json);
    }
}

package dev.assent.permission;

import dev.assent.contact.Contact;
import dev.assent.number.BusinessNumber;
import dev.assent.rules.Policy;
import dev.assent.rules.Position;
import dev.assent.rules.Situation;
import dev.assent.rules.Verdict;

/** All there is to know of one pair at one moment, under the rules the business goes by. */
public record Sheet(
        BusinessNumber number,
        Contact contact,
        Position position,
        Situation situation,
        Policy policy) {

    public Verdict mayCall() {
        return position.mayCall(situation);
    }

    /** Whether we may ask by some template that is approved. */
    public Verdict mayAsk() {
        return mayAsk(Situation.Asking.SOMEHOW);
    }

    public Verdict mayAsk(Situation.Asking asking) {
        return position.mayAsk(situation, asking);
    }
}

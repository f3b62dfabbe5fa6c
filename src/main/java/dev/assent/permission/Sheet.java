package dev.assent.permission;

import dev.assent.contact.Contact;
import dev.assent.number.BusinessNumber;
import dev.assent.rules.Policy;
import dev.assent.rules.Position;
import dev.assent.rules.RequestLife;
import dev.assent.rules.Situation;
import dev.assent.rules.Standing;
import dev.assent.rules.Turn;
import dev.assent.rules.Verdict;

/** All there is to know of one pair at one moment, under the rules the business goes by. */
public record Sheet(
        BusinessNumber number,
        Contact contact,
        Position position,
        Situation situation,
        Policy policy) {

    /** Whether a request of ours ever went out, as far as we know of it or of an answer to one. */
    boolean asked() {
        return position.requests().stream().anyMatch(Sheet::wentOut)
                || position.turns().stream().map(Turn::standing).anyMatch(Sheet::answers);
    }

    private static boolean wentOut(RequestLife request) {
        return request.metaId() != null || request.status() != RequestLife.Status.FAILED;
    }

    private static boolean answers(Standing standing) {
        return switch (standing) {
            case Standing.Declined _ -> true;
            case Standing.Granted granted -> granted.source() == Standing.Source.REQUEST;
            case Standing.NotRequested _,
                    Standing.Pending _,
                    Standing.Revoked _,
                    Standing.Expired _ ->
                    false;
        };
    }

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

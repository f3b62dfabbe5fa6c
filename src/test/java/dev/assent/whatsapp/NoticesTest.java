package dev.assent.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.tenancy.Id;
import dev.assent.whatsapp.Notice.CallConnect;
import dev.assent.whatsapp.Notice.CallProgress;
import dev.assent.whatsapp.Notice.CallStatus;
import dev.assent.whatsapp.Notice.CallTerminate;
import dev.assent.whatsapp.Notice.Complained;
import dev.assent.whatsapp.Notice.Delivery;
import dev.assent.whatsapp.Notice.Direction;
import dev.assent.whatsapp.Notice.MarketingPreference;
import dev.assent.whatsapp.Notice.Message;
import dev.assent.whatsapp.Notice.MessageStatus;
import dev.assent.whatsapp.Notice.PermissionReply;
import dev.assent.whatsapp.Notice.Renumbered;
import dev.assent.whatsapp.Notice.Restricted;
import dev.assent.whatsapp.Notice.SettingsChanged;
import dev.assent.whatsapp.Notice.TemplateCategory;
import dev.assent.whatsapp.Notice.TemplateQuality;
import dev.assent.whatsapp.Notice.TemplateStatus;
import dev.assent.whatsapp.Notice.Unknown;
import dev.assent.whatsapp.Notice.Warned;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

class NoticesTest {

    private static final Instant CHANGED = Instant.ofEpochSecond(1_739_321_024);
    private static final Instant AT = Instant.ofEpochSecond(1_767_168_000);
    private static final Instant UNTIL = Instant.ofEpochSecond(1_767_772_800);
    private static final Person ASHA = new Person("919999900001", "IN.123", "Asha");
    private static final Person NUMBER_ONLY = new Person("919999900001", null, null);

    /** What stands beside every item on the fields {@code messages} and {@code calls}. */
    private static final String FRAME =
            """
            { "messaging_product": "whatsapp",
              "metadata": { "display_phone_number": "918000000000", "phone_number_id": "4366" },
              "contacts": [ { "profile": { "name": "Asha", "username": "asha.k" },
                              "wa_id": "919999900001", "user_id": "IN.123", "parent_user_id": "IN.ENT.9" } ],
              "%s": [ %s ] }
            """;

    // -- permission replies ------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    accept | "is_permanent": false, "expiration_timestamp": "1767772800", "response_source": "user_action" | wamid.Q | true  | false | 1767772800 | false
                    accept | "is_permanent": true, "response_source": "user_action"                                      | wamid.Q | true  | true  | -          | false
                    accept | "is_permanent": true, "response_source": "user_action"                                      | -       | true  | true  | -          | false
                    reject | "response_source": "user_action"                                                            | wamid.Q | false | false | -          | false
                    accept | "is_permanent": false, "expiration_timestamp": "1767772800", "response_source": "automatic" | wacid.C | true  | false | 1767772800 | true
                    reject | "response_source": "automatic"                                                              | -       | false | false | -          | true
                    reject | "response_source": "user_action"                                                            | -       | false | false | -          | false
                    accept | "is_permanent": false, "expiration_timestamp": 1767772800, "response_source": "user_action" | wamid.Q | true  | false | 1767772800 | false
                    accept | "is_permanent": false, "expiration_timestamp": "soon", "response_source": "user_action"     | wamid.Q | true  | false | -          | false
                    accept | "is_permanent": false, "expiration_timestamp": 99999999999999, "response_source": "user_action" | wamid.Q | true | false | -      | false
                    accept | "is_permanent": false, "expiration_timestamp": {"a": 1}                                     | wamid.Q | true  | false | -          | false
                    accept | "is_permanent": "true", "expiration_timestamp": "1767772800"                                | wamid.Q | true  | true  | -          | false
                    accept | "response_source": "user_action"                                                            | wamid.Q | true  | false | -          | false
                    ACCEPT | "is_permanent": null                                                                        | wamid.Q | true  | false | -          | false
                    """)
    void every_permission_reply_is_understood(
            String response,
            String rest,
            String answers,
            boolean accepted,
            boolean permanent,
            Long until,
            boolean automatic) {
        var context =
                answers == null
                        ? ""
                        : ", \"context\": {\"from\": \"x\", \"id\": \"%s\"}".formatted(answers);
        var reply =
                """
                { "from": "919999900001", "from_user_id": "IN.123", "from_parent_user_id": "IN.ENT.9",
                  "id": "wamid.R", "timestamp": "1767168000", "type": "interactive"%s,
                  "interactive": { "type": "call_permission_reply",
                    "call_permission_reply": { "response": "%s", %s } } }
                """
                        .formatted(context, response, rest);
        assertThat(notice("messages", reply))
                .isEqualTo(
                        new PermissionReply(
                                "wamid.R",
                                ASHA,
                                AT,
                                accepted,
                                permanent,
                                until == null ? null : Instant.ofEpochSecond(until),
                                automatic,
                                answers));
    }

    @Test
    void a_permission_reply_may_lack_the_number_and_the_type() {
        var reply =
                """
                { "messages": [ { "from_user_id": "IN.7", "id": "wamid.R", "timestamp": 1767168000,
                    "interactive": { "call_permission_reply": { "response": "reject" } } } ] }
                """;
        assertThat(one("messages", reply))
                .isEqualTo(
                        new PermissionReply(
                                "wamid.R",
                                new Person(null, "IN.7", null),
                                AT,
                                false,
                                false,
                                null,
                                false,
                                null));
    }

    @Test
    void a_person_is_completed_by_the_contact_beside_the_item() {
        assertThat(person("\"from_user_id\": \"IN.123\"")).isEqualTo(ASHA);
        assertThat(person("\"from\": \"919999900001\"")).isEqualTo(ASHA);
        assertThat(person("\"from\": \"+91 99999 00001\"")).isEqualTo(ASHA);
        assertThat(person("\"from\": \"IN.123\"")).isEqualTo(ASHA);
        assertThat(person("\"x\": 1")).isEqualTo(ASHA);
        assertThat(person("\"from\": \"4915550001\""))
                .isEqualTo(new Person("4915550001", null, null));
        assertThat(person("\"from\": \"\", \"from_user_id\": \"US.9\""))
                .isEqualTo(new Person(null, "US.9", null));
    }

    @Test
    void a_person_without_a_name_goes_by_the_username() {
        var message =
                """
                { "contacts": [ { "profile": { "name": " ", "username": "asha.k" }, "user_id": "IN.123" } ],
                  "messages": [ { "from_user_id": "IN.123", "id": "wamid.M", "timestamp": "1767168000",
                    "type": "text", "text": { "body": "Hi" } } ] }
                """;
        assertThat(((Message) one("messages", message)).person())
                .isEqualTo(new Person(null, "IN.123", "asha.k"));
    }

    @Test
    void an_unknown_answer_to_a_request_is_kept_as_unknown() {
        assertThat(
                        notice(
                                "messages",
                                message(
                                        "interactive",
                                        "{\"call_permission_reply\": {\"response\": \"maybe\"}}")))
                .isEqualTo(new Unknown("messages", "permission maybe"));
    }

    // -- messages ----------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    text        | {"body": "Hello"}                                                     | Hello            | -  | -          | -
                    image       | {"id": "M1", "mime_type": "image/jpeg", "sha256": "x", "caption": "Me"} | Me             | M1 | image/jpeg | -
                    audio       | {"id": "M1", "mime_type": "audio/ogg; codecs=opus", "voice": true}    | -                | M1 | audio/ogg; codecs=opus | -
                    video       | {"id": "M1", "mime_type": "video/mp4"}                                | -                | M1 | video/mp4  | -
                    document    | {"id": "M1", "mime_type": "application/pdf", "filename": "Bill.pdf"}  | Bill.pdf         | M1 | application/pdf | -
                    document    | {"id": "M1", "caption": "Here", "filename": "Bill.pdf"}               | Here             | M1 | -          | -
                    sticker     | {"id": "M1", "mime_type": "image/webp", "animated": false}            | -                | M1 | image/webp | -
                    location    | {"latitude": 12.97, "longitude": 77.59, "name": "Office", "address": "MG Road"} | Office, MG Road | - | - | -
                    location    | {"latitude": 12.97, "longitude": 77.59}                               | 12.97, 77.59     | -  | -          | -
                    contacts    | [{"name": {"formatted_name": "Asha K"}}, {"name": {"formatted_name": "Ravi"}}, {}] | Asha K, Ravi | - | - | -
                    button      | {"text": "Yes", "payload": "yes-1"}                                   | Yes              | -  | -          | yes-1
                    interactive | {"type": "button_reply", "button_reply": {"id": "b1", "title": "Book"}} | Book           | -  | -          | b1
                    interactive | {"type": "list_reply", "list_reply": {"id": "l1", "title": "Mon", "description": "9"}} | Mon | - | -       | l1
                    interactive | {"type": "nfm_reply", "nfm_reply": {"name": "flow", "body": "Sent", "response_json": "{}"}} | Sent | - | -  | {}
                    order       | {"catalog_id": "c", "text": "Two please", "product_items": []}        | Two please       | -  | -          | -
                    unsupported | {}                                                                    | -                | -  | -          | -
                    """)
    void every_kind_of_message_is_understood(
            String kind, String body, String text, String media, String mimeType, String payload) {
        assertThat(notice("messages", message(kind, body)))
                .isEqualTo(
                        new Message(
                                "wamid.M",
                                ASHA,
                                AT,
                                kind,
                                text,
                                media,
                                mimeType,
                                payload,
                                "wamid.BEFORE"));
    }

    @Test
    void a_reaction_answers_the_message_it_sticks_to() {
        assertThat(
                        notice(
                                "messages",
                                message(
                                        "reaction",
                                        "{\"message_id\": \"wamid.OURS\", \"emoji\": \"👍\"}")))
                .isEqualTo(
                        new Message(
                                "wamid.M",
                                ASHA,
                                AT,
                                "reaction",
                                "👍",
                                null,
                                null,
                                null,
                                "wamid.OURS"));
        assertThat(notice("messages", message("reaction", "{\"message_id\": \"wamid.OURS\"}")))
                .isEqualTo(
                        new Message(
                                "wamid.M",
                                ASHA,
                                AT,
                                "reaction",
                                "",
                                null,
                                null,
                                null,
                                "wamid.OURS"));
    }

    @Test
    void a_message_that_whatsapp_could_not_deliver_whole_is_a_message_all_the_same() {
        var message =
                """
                { "from": "919999900001", "id": "wamid.M", "timestamp": "1767168000", "type": "unsupported",
                  "errors": [ { "code": 131051, "title": "Unsupported message type" } ] }
                """;
        assertThat(((Message) notice("messages", message)).kind()).isEqualTo("unsupported");
    }

    @Test
    void a_voicemail_is_a_sound_that_goes_by_its_call() {
        var message =
                """
                { "from": "919999900001", "id": "wacid.C", "timestamp": "1767168000", "type": "audio",
                  "audio": { "id": "M1", "mime_type": "audio/ogg" } }
                """;
        assertThat(notice("messages", message))
                .isEqualTo(
                        new Message(
                                "wacid.C", ASHA, AT, "audio", null, "M1", "audio/ogg", null, null));
    }

    @Test
    void a_new_number_is_no_message() {
        assertThat(
                        notice(
                                "messages",
                                message(
                                        "system",
                                        """
                                        {"body": "Asha changed", "type": "user_changed_number", "wa_id": "919999900002"}
                                        """)))
                .isEqualTo(
                        new Renumbered(
                                "wamid.M", ASHA, AT, new Person("919999900002", null, null)));
        assertThat(
                        notice(
                                "messages",
                                message(
                                        "system",
                                        "{\"type\": \"user_changed_user_id\", \"user_id\":"
                                                + " \"IN.8\"}")))
                .isEqualTo(new Renumbered("wamid.M", ASHA, AT, new Person(null, "IN.8", null)));
        assertThat(
                        notice(
                                "messages",
                                message("system", "{\"type\": \"customer_identity_changed\"}")))
                .isEqualTo(new Unknown("messages", "system customer_identity_changed"));
    }

    @Test
    void kinds_nobody_knows_are_kept_as_unknown() {
        assertThat(notice("messages", message("hologram", "{}")))
                .isEqualTo(new Unknown("messages", "message hologram"));
        assertThat(notice("messages", message("interactive", "{\"type\": \"dance_reply\"}")))
                .isEqualTo(new Unknown("messages", "interactive dance_reply"));
        assertThat(
                        notice(
                                "messages",
                                """
                                {"from": "1", "group_id": "G", "id": "wamid.M", "timestamp": "1", "type": "text"}
                                """))
                .isEqualTo(new Unknown("messages", "message in a group"));
    }

    // -- statuses ----------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "sent, SENT",
        "delivered, DELIVERED",
        "read, READ",
        "played, PLAYED",
        "failed, FAILED",
        "Delivered, DELIVERED"
    })
    void every_message_status_is_understood(String word, Delivery delivery) {
        var attempt = Id.fresh();
        var status =
                """
                { "id": "wamid.S", "status": "%s", "timestamp": "1767168000", "recipient_id": "919999900001",
                  "biz_opaque_callback_data": "%s",
                  "conversation": { "id": "x", "origin": { "type": "utility" } },
                  "pricing": { "billable": true, "pricing_model": "PMP", "type": "regular", "category": "utility" } }
                """
                        .formatted(word, attempt);
        assertThat(notice("statuses", status))
                .isEqualTo(new MessageStatus("wamid.S", ASHA, AT, delivery, attempt, null));
    }

    @Test
    void a_failed_message_says_why() {
        var status =
                """
                { "id": "wamid.S", "status": "failed", "timestamp": "1767168000", "recipient_user_id": "IN.123",
                  "errors": [ { "code": 131026, "title": "Message undeliverable", "message": "Message undeliverable",
                      "error_data": { "details": "Old app" }, "href": "https://example.test" } ] }
                """;
        assertThat(notice("statuses", status))
                .isEqualTo(
                        new MessageStatus(
                                "wamid.S",
                                ASHA,
                                AT,
                                Delivery.FAILED,
                                null,
                                new MetaError(131026, "Message undeliverable", "Old app", null)));
    }

    @Test
    void the_mark_of_another_system_is_no_attempt_of_ours() {
        var status =
                """
                { "id": "wamid.S", "status": "sent", "timestamp": "1767168000", "recipient_id": "919999900001",
                  "biz_opaque_callback_data": "campaign=7" }
                """;
        assertThat(((MessageStatus) notice("statuses", status)).attempt()).isNull();
    }

    @Test
    void statuses_nobody_knows_are_kept_as_unknown() {
        assertThat(notice("statuses", "{\"id\": \"wamid.S\", \"status\": \"folded\"}"))
                .isEqualTo(new Unknown("messages", "status folded"));
        assertThat(
                        notice(
                                "statuses",
                                "{\"id\": \"wacid.S\", \"type\": \"call\", \"status\":"
                                        + " \"HUMMING\"}"))
                .isEqualTo(new Unknown("messages", "call HUMMING"));
        assertThat(
                        notice(
                                "statuses",
                                "{\"id\": \"wamid.S\", \"status\": \"sent\", \"recipient_type\":"
                                        + " \"group\"}"))
                .isEqualTo(new Unknown("messages", "status in a group"));
    }

    // -- calls -------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "RINGING, call, RINGING",
        "ACCEPTED, call, ACCEPTED",
        "REJECTED, call, REJECTED",
        "Ringing, call, RINGING",
        "ringing, -, RINGING"
    })
    void every_call_status_is_understood(String word, String type, CallProgress progress) {
        var attempt = Id.fresh();
        var status =
                """
                { "id": "wacid.C", "type": "%s", "status": "%s", "timestamp": "1767168000",
                  "recipient_id": "919999900001", "recipient_user_id": "IN.123", "biz_opaque_callback_data": "%s" }
                """
                        .formatted(type, word, attempt);
        assertThat(only(items("calls", FRAME.formatted("statuses", status))))
                .isEqualTo(new CallStatus("wacid.C", ASHA, AT, progress, attempt));
    }

    @Test
    void our_call_connects_with_an_answer() {
        var attempt = Id.fresh();
        var call =
                """
                { "id": "wacid.C", "event": "connect", "direction": "BUSINESS_INITIATED",
                  "from": "918000000000", "to": "919999900001", "to_user_id": "IN.123", "timestamp": "1767168000",
                  "biz_opaque_callback_data": "%s", "session": { "sdp_type": "answer", "sdp": "v=0\\r\\n" } }
                """
                        .formatted(attempt);
        assertThat(notice("calls", call))
                .isEqualTo(
                        new CallConnect(
                                "wacid.C", ASHA, AT, Direction.OUTGOING, "v=0\r\n", null, attempt));
    }

    @Test
    void the_old_shape_of_a_session_is_read_too() {
        var call =
                """
                { "id": "wacid.C", "event": "connect", "direction": "BUSINESS_INITIATED", "to": "919999900001",
                  "timestamp": "1767168000", "connection": { "webrtc": { "sdp": "v=0" } } }
                """;
        assertThat(((CallConnect) notice("calls", call)).sdp()).isEqualTo("v=0");
    }

    @Test
    void a_person_calls_us() {
        var call =
                """
                { "id": "wacid.C", "event": "connect", "direction": "USER_INITIATED", "from": "919999900001",
                  "to": "918000000000", "from_user_id": "IN.123", "timestamp": "1767168000",
                  "session": { "sdp_type": "offer", "sdp": "v=0" }, "cta_payload": "button", "deeplink_payload": "link" }
                """;
        assertThat(notice("calls", call))
                .isEqualTo(
                        new CallConnect(
                                "wacid.C", ASHA, AT, Direction.INCOMING, "v=0", "button", null));
        assertThat(((CallConnect) notice("calls", call.replace("cta_", "other_"))).payload())
                .isEqualTo("link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "terminate"})
    void from_and_to_the_wrong_way_round_still_find_the_person(String event) {
        var call =
                """
                { "id": "wacid.C", "event": "%s", "direction": "BUSINESS_INITIATED", "status": "COMPLETED",
                  "from": "919999900001", "to": "918000000000", "from_user_id": "IN.123", "timestamp": "1767168000" }
                """
                        .formatted(event);
        var notice = (Notice.OfPerson) notice("calls", call);
        assertThat(notice.person()).isEqualTo(ASHA);
    }

    @Test
    void a_call_without_a_direction_is_ours_if_we_are_the_caller() {
        var ours =
                """
                { "id": "wacid.C", "event": "terminate", "from": "918000000000", "to": "919999900001", "timestamp": "1767168000" }
                """;
        assertThat(((CallTerminate) notice("calls", ours)).direction())
                .isEqualTo(Direction.OUTGOING);
        assertThat(((CallTerminate) notice("calls", ours)).person()).isEqualTo(ASHA);
        var theirs = ours.replace("from", "tmp").replace("to", "from").replace("tmp", "to");
        assertThat(((CallTerminate) notice("calls", theirs)).direction())
                .isEqualTo(Direction.INCOMING);
        assertThat(((CallTerminate) notice("calls", theirs)).person()).isEqualTo(ASHA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMPLETED", "Completed", ""})
    void a_call_that_was_picked_up_has_a_start_and_a_length(String status) {
        var call =
                """
                { "id": "wacid.C", "event": "terminate", "direction": "BUSINESS_INITIATED",
                  "from": "918000000000", "to": "919999900001", "timestamp": "1767168000", "status": "%s",
                  "start_time": "1767167000", "end_time": "1767167120", "duration": 120 }
                """
                        .formatted(status);
        assertThat(notice("calls", call))
                .isEqualTo(
                        new CallTerminate(
                                "wacid.C",
                                ASHA,
                                AT,
                                Direction.OUTGOING,
                                Instant.ofEpochSecond(1_767_167_000),
                                Instant.ofEpochSecond(1_767_167_120),
                                120,
                                false,
                                List.of(),
                                null));
    }

    @Test
    void a_call_nobody_picked_up_has_neither() {
        var call =
                """
                { "id": "wacid.C", "event": "TERMINATE", "direction": "user_initiated", "from": "919999900001",
                  "timestamp": "1767168000", "status": "Completed", "duration": -1 }
                """;
        assertThat(notice("calls", call))
                .isEqualTo(
                        new CallTerminate(
                                "wacid.C",
                                ASHA,
                                AT,
                                Direction.INCOMING,
                                null,
                                null,
                                null,
                                false,
                                List.of(),
                                null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Failed", "FAILED", "COMPLETED"})
    void errors_beside_a_call_belong_to_it(String status) {
        var value =
                """
                { "metadata": { "phone_number_id": "4366" }, "calls": [
                    { "id": "wacid.C", "event": "terminate", "direction": "BUSINESS_INITIATED", "to": "919999900001",
                      "timestamp": "1767168000", "status": "%s" } ],
                  "errors": [ { "code": 138021, "message": "No media", "error_data": { "details": "silence" } } ] }
                """
                        .formatted(status);
        assertThat(one("calls", value))
                .isEqualTo(
                        new CallTerminate(
                                "wacid.C",
                                NUMBER_ONLY,
                                AT,
                                Direction.OUTGOING,
                                null,
                                null,
                                null,
                                true,
                                List.of(new MetaError(138021, "No media", "silence", null)),
                                null));
    }

    @Test
    void of_several_calls_the_errors_belong_to_the_one_that_failed() {
        var value =
                """
                { "errors": [ { "code": 138021 } ], "calls": [
                    { "id": "wacid.A", "event": "terminate", "direction": "BUSINESS_INITIATED", "to": "919999900001",
                      "timestamp": "1767168000", "status": "COMPLETED" },
                    { "id": "wacid.B", "event": "terminate", "direction": "BUSINESS_INITIATED", "to": "919999900001",
                      "timestamp": "1767168000", "status": "FAILED" } ] }
                """;
        assertThat(notices("calls", value))
                .extracting(notice -> ((CallTerminate) notice).failed())
                .containsExactly(false, true);
    }

    @Test
    void events_nobody_knows_are_kept_as_unknown() {
        assertThat(
                        one(
                                "calls",
                                FRAME.formatted(
                                        "calls",
                                        "{\"id\": \"wacid.C\", \"event\": \"call_created\"}")))
                .isEqualTo(new Unknown("calls", "call call_created"));
    }

    // -- templates ---------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    APPROVED | "reason": "NONE" | - | -
                    REJECTED | "reason": "INVALID_FORMAT", "rejection_info": {"reason": "Ends with a variable", "recommendation": "Add text"} | INVALID_FORMAT | Ends with a variable
                    REJECTED | "reason": "SCAM" | SCAM | -
                    PAUSED   | "reason": "NONE", "other_info": {"title": "FIRST_PAUSE", "description": "Paused for 3 hours"} | - | Paused for 3 hours
                    DISABLED | "reason": null, "disable_info": {"disable_date": 1767168000} | - | -
                    PENDING_DELETION | "reason": null | - | -
                    """)
    void every_change_of_a_template_is_understood(
            String event, String rest, String reason, String explanation) {
        var value =
                """
                { "event": "%s", "message_template_id": 1689556908129832, "message_template_name": "may_we_call",
                  "message_template_language": "en_US", "message_template_category": "UTILITY", %s }
                """
                        .formatted(event, rest);
        assertThat(one("message_template_status_update", value))
                .isEqualTo(
                        new TemplateStatus(
                                "1689556908129832",
                                "may_we_call",
                                "en_US",
                                event,
                                reason,
                                explanation,
                                CHANGED));
    }

    @Test
    void the_quality_of_a_template_is_understood() {
        var value =
                """
                { "previous_quality_score": "GREEN", "new_quality_score": "YELLOW", "message_template_id": 7,
                  "message_template_name": "may_we_call", "message_template_language": "en_US" }
                """;
        assertThat(one("message_template_quality_update", value))
                .isEqualTo(new TemplateQuality("7", "may_we_call", "en_US", "YELLOW", CHANGED));
    }

    @Test
    void a_category_to_come_is_told_apart_from_one_that_is() {
        var template =
                "\"message_template_id\": 7, \"message_template_name\": \"may_we_call\","
                        + " \"message_template_language\": \"en\"";
        assertThat(
                        one(
                                "template_category_update",
                                "{ %s, \"previous_category\": \"UTILITY\", \"new_category\": \"MARKETING\" }"
                                        .formatted(template)))
                .isEqualTo(
                        new TemplateCategory("7", "may_we_call", "en", "MARKETING", null, CHANGED));
        assertThat(
                        one(
                                "template_category_update",
                                """
                                { %s, "new_category": "UTILITY", "correct_category": "MARKETING",
                                  "category_update_timestamp": 1767168000 }
                                """
                                        .formatted(template)))
                .isEqualTo(
                        new TemplateCategory("7", "may_we_call", "en", "MARKETING", AT, CHANGED));
    }

    // -- accounts and settings -----------------------------------------------------------------

    @Test
    void a_warning_is_understood() {
        var value =
                """
                { "phone_number": "+91 80 0000 0000", "event": "ACCOUNT_VIOLATION",
                  "violation_info": { "violation_type": "LOW_BUSINESS_INITIATED_CALLING_QUALITY", "remediation": "…" } }
                """;
        assertThat(items("account_update", value, "0"))
                .containsExactly(
                        new Item.Understood(
                                new Heard(
                                        null,
                                        "0",
                                        new Warned(
                                                "LOW_BUSINESS_INITIATED_CALLING_QUALITY",
                                                "918000000000",
                                                CHANGED))));
    }

    @ParameterizedTest
    @CsvSource({
        "RESTRICTED_BUSINESS_INITIATED_CALLING, true",
        "RESTRICTED_BIZ_INITIATED_CALLING, true",
        "RESTRICTED_BIZ_INITIATED_AND_USER_INITIATED_CALLING, true",
        "RESTRICTED_BUSINESS_INITIATED_AND_USER_INITIATED_CALLING, true",
        "RESTRICTED_USER_INITIATED_CALLING, false",
        "RESTRICTED_USER_INITIATED_CALLING_CALL_BUTTON_HIDDEN, false",
        "RESTRICTED_BIZ_INITIATED_MESSAGING, false",
        "RESTRICTED_CUSTOMER_INITIATED_MESSAGING, false",
        "RESTRICTED_ADD_PHONE_NUMBER_ACTION, false",
        "RESTRICTED_UTILITY_TEMPLATES, false",
        "RESTRICTED_DIRECT_SEND_UTILITY_TEMPLATES, false",
        "SOMETHING_NEW, false"
    })
    void a_restriction_tells_whether_it_stops_our_calls(String type, boolean businessCalls) {
        var value =
                """
                { "phone_number": "918000000000", "event": "ACCOUNT_RESTRICTION",
                  "restriction_info": [ { "restriction_type": "%s", "expiration": 1767772800 } ] }
                """
                        .formatted(type);
        assertThat(one("account_update", value))
                .isEqualTo(new Restricted(type, businessCalls, UNTIL, "918000000000", CHANGED));
    }

    @Test
    void several_restrictions_come_one_by_one_and_a_bad_one_alone_is_set_aside() {
        var value =
                """
                { "event": "ACCOUNT_RESTRICTION", "restriction_info": [
                    { "restriction_type": "RESTRICTED_USER_INITIATED_CALLING" }, { "expiration": 7 },
                    { "restriction_type": "RESTRICTED_BUSINESS_INITIATED_CALLING", "expiration": "1767772800" } ] }
                """;
        assertThat(items("account_update", value))
                .containsExactly(
                        understood(
                                null,
                                new Restricted(
                                        "RESTRICTED_USER_INITIATED_CALLING",
                                        false,
                                        null,
                                        null,
                                        CHANGED)),
                        new Item.Unreadable("account_update: no restriction_type"),
                        understood(
                                null,
                                new Restricted(
                                        "RESTRICTED_BUSINESS_INITIATED_CALLING",
                                        true,
                                        UNTIL,
                                        null,
                                        CHANGED)));
    }

    @Test
    void one_restriction_may_stand_without_a_list() {
        var value =
                """
                { "event": "ACCOUNT_RESTRICTION", "restriction_info": { "restriction_type": "RESTRICTED_UTILITY_TEMPLATES" } }
                """;
        assertThat(one("account_update", value)).isInstanceOf(Restricted.class);
    }

    @Test
    void other_news_of_an_account_is_kept_as_unknown() {
        assertThat(one("account_update", "{\"event\": \"VOLUME_BASED_PRICING_TIER_UPDATE\"}"))
                .isEqualTo(new Unknown("account_update", "VOLUME_BASED_PRICING_TIER_UPDATE"));
    }

    @Test
    void a_change_of_settings_says_what_changed_and_nothing_else() {
        var value =
                """
                { "messaging_product": "whatsapp", "timestamp": "1767168000", "type": "phone_number_settings",
                  "phone_number_settings": { "phone_number_id": "4366", "calling": { "status": "ENABLED",
                    "call_icon_visibility": "DISABLE_ALL", "callback_permission_status": "DISABLED",
                    "sip": { "status": "DISABLED" }, "srtp_key_exchange_protocol": "DTLS" } } }
                """;
        assertThat(items("account_settings_update", value))
                .containsExactly(understood("4366", new SettingsChanged(true, false, false, AT)));
        assertThat(
                        one(
                                "account_settings_update",
                                """
                                { "phone_number_settings": { "phone_number_id": "4366", "calling": { "call_icon_visibility": "DEFAULT" } } }
                                """))
                .isEqualTo(new SettingsChanged(null, null, true, CHANGED));
        assertThat(one("account_settings_update", "{ \"type\": \"other_settings\" }"))
                .isEqualTo(new Unknown("account_settings_update", "other_settings"));
    }

    @ParameterizedTest
    @CsvSource({"stop, true", "resume, false"})
    void a_marketing_preference_is_understood(String word, boolean stopped) {
        var preference =
                """
                { "wa_id": "919999900001", "detail": "User requested to stop marketing messages",
                  "category": "marketing_messages", "value": "%s", "timestamp": 1767168000 }
                """
                        .formatted(word);
        assertThat(one("user_preferences", FRAME.formatted("user_preferences", preference)))
                .isEqualTo(new MarketingPreference(ASHA, AT, stopped));
    }

    @Test
    void a_preference_nobody_knows_is_kept_as_unknown() {
        assertThat(
                        one(
                                "user_preferences",
                                FRAME.formatted("user_preferences", "{\"value\": \"pause\"}")))
                .isEqualTo(new Unknown("user_preferences", "preference pause"));
    }

    @Test
    void an_error_that_belongs_to_nothing_is_a_complaint() {
        var error =
                "{ \"code\": 131044, \"title\": \"No payment\", \"error_data\": { \"details\":"
                        + " \"Add one\" } }";
        assertThat(items("calls", FRAME.formatted("errors", error)))
                .containsExactly(
                        understood(
                                "4366",
                                new Complained(
                                        new MetaError(131044, "No payment", "Add one", null),
                                        CHANGED)));
    }

    // -- whatever else may come --------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"phone_number_quality_update", "business_capability_update", "", "x"})
    void other_fields_are_kept_as_unknown(String field) {
        assertThat(one(field, "{ \"event\": \"FLAGGED\" }"))
                .isEqualTo(new Unknown(field, "FLAGGED"));
    }

    @Test
    void a_value_without_anything_we_know_is_kept_as_unknown() {
        assertThat(one("messages", "{ \"novelties\": [ 1 ] }"))
                .isEqualTo(new Unknown("messages", ""));
        assertThat(one("messages", "{ \"messages\": [], \"statuses\": 7, \"calls\": null }"))
                .isEqualTo(new Unknown("messages", ""));
    }

    @Test
    void items_come_in_the_order_they_stand_and_a_bad_one_does_not_disturb_the_others() {
        var value =
                """
                { "statuses": [ { "id": "wamid.1", "status": "sent", "timestamp": "1767168000", "recipient_id": "1" },
                                { "status": "sent", "timestamp": "1767168000", "recipient_id": "1" },
                                { "id": "wamid.3", "status": "sent", "recipient_id": "1" },
                                { "id": "wamid.4", "status": "sent", "timestamp": "1767168000" },
                                { "id": "wamid.5", "timestamp": "1767168000", "recipient_id": "1" }, 7, null ],
                  "messages": [ { "from": "1", "id": "wamid.6", "timestamp": "1767168000", "type": "text", "text": { "body": "x" } },
                                { "from": "1", "id": "wamid.7", "timestamp": "1767168000" } ] }
                """;
        assertThat(items("messages", value))
                .satisfiesExactly(
                        item -> assertThat(item).isInstanceOf(Item.Understood.class),
                        item -> assertThat(item).isEqualTo(unreadable("no id")),
                        item -> assertThat(item).isEqualTo(unreadable("no timestamp")),
                        item -> assertThat(item).isEqualTo(unreadable("no person")),
                        item -> assertThat(item).isEqualTo(unreadable("no status")),
                        item -> assertThat(item).isEqualTo(unreadable("no id")),
                        item -> assertThat(item).isEqualTo(unreadable("no id")),
                        item -> assertThat(item).isInstanceOf(Item.Understood.class),
                        item -> assertThat(item).isEqualTo(unreadable("no type")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    7        | messages: no object
                    "text"   | messages: no object
                    []       | messages: no object
                    null     | messages: no object
                    {"a":    | messages: not JSON
                    ''       | messages: not JSON
                    """)
    void a_value_that_cannot_be_read_is_one_unreadable_item(String value, String reason) {
        assertThat(items("messages", value)).containsExactly(new Item.Unreadable(reason));
    }

    @Test
    void strange_words_are_cut_and_cleaned_before_anyone_logs_them() {
        var unknown =
                (Unknown)
                        one(
                                "x\\ny",
                                "{ \"event\": \"line\\nbreak%s\" }".formatted("!".repeat(200)));
        assertThat(unknown.kind()).startsWith("line break!").hasSize(80);
    }

    @Test
    void a_change_without_a_time_happened_when_it_came() {
        var change =
                new Change(
                        "WABA",
                        null,
                        "account_update",
                        null,
                        null,
                        "{\"event\": \"ACCOUNT_VIOLATION\", \"violation_info\": {\"violation_type\": \"X\"}}"
                                .getBytes(StandardCharsets.UTF_8));
        assertThat(only(Notices.in(change, AT))).isEqualTo(new Warned("X", null, AT));
    }

    // ----------------------------------------------------------------------------------------

    private static String message(String kind, String body) {
        return """
        { "from": "919999900001", "id": "wamid.M", "timestamp": "1767168000", "type": "%s", "%s": %s,
          "context": { "from": "918000000000", "id": "wamid.BEFORE" } }
        """
                .formatted(kind, kind, body);
    }

    private static Person person(String from) {
        var message =
                "{ %s, \"id\": \"wamid.M\", \"timestamp\": \"1767168000\", \"type\": \"text\", \"text\": {\"body\": \"x\"} }"
                        .formatted(from);
        return ((Message) notice("messages", message)).person();
    }

    /** The notice of one item on the field {@code messages}, or {@code calls} for a call. */
    private static Notice notice(String list, String item) {
        return one(list.equals("calls") ? "calls" : "messages", FRAME.formatted(list, item));
    }

    private static Notice one(String field, String value) {
        return only(items(field, value));
    }

    private static List<Notice> notices(String field, String value) {
        return items(field, value).stream()
                .map(item -> ((Item.Understood) item).heard().notice())
                .toList();
    }

    private static List<Item> items(String field, String value) {
        return items(field, value, "WABA");
    }

    private static List<Item> items(String field, String value, String wabaId) {
        return Notices.in(field, value.getBytes(StandardCharsets.UTF_8), wabaId, CHANGED);
    }

    private static Notice only(List<Item> items) {
        assertThat(items).hasSize(1);
        assertThat(items.getFirst()).isInstanceOf(Item.Understood.class);
        return ((Item.Understood) items.getFirst()).heard().notice();
    }

    private static Item understood(String phoneNumberId, Notice notice) {
        return new Item.Understood(new Heard(phoneNumberId, "WABA", notice));
    }

    private static Item unreadable(String reason) {
        return new Item.Unreadable("messages: " + reason);
    }
}

package dev.assent.simulator;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Numbers and accounts: what they are, their calling settings, and whom they may call. */
class GraphNumbers {

    private static final List<String> USUAL_FIELDS =
            List.of(
                    "verified_name",
                    "code_verification_status",
                    "display_phone_number",
                    "quality_rating",
                    "platform_type",
                    "throughput",
                    "id");

    private final Addressing addressing;
    private final BusinessNumbers numbers;
    private final Phones phones;
    private final Pairs pairs;
    private final Messages messages;
    private final PhoneCalls calls;
    private final Updates updates;
    private final Rates rates;
    private final Settings settings;
    private final Work work;

    GraphNumbers(
            Addressing addressing,
            BusinessNumbers numbers,
            Phones phones,
            Pairs pairs,
            Messages messages,
            PhoneCalls calls,
            Updates updates,
            Rates rates,
            Settings settings,
            Work work) {
        this.addressing = addressing;
        this.numbers = numbers;
        this.phones = phones;
        this.pairs = pairs;
        this.messages = messages;
        this.calls = calls;
        this.updates = updates;
        this.rates = rates;
        this.settings = settings;
        this.work = work;
    }

    /** {@code GET /{id}}: a number, or an account. */
    JsonNode read(GraphRequest request) {
        var number = numbers.find(request.id());
        if (number.isPresent()) {
            request.checkOpens(number.get().wabaId());
            return fields(number.get(), request.param("fields"));
        }
        var ofAccount = account(request);
        return Json.object()
                .put("id", request.id())
                .put("name", ofAccount.getFirst().verifiedName())
                .put("currency", "USD")
                .put("timezone_id", "1")
                .put("message_template_namespace", "simulated");
    }

    /** {@code GET /{waba-id}/phone_numbers}. */
    JsonNode ofAccount(GraphRequest request) {
        var answer = Json.object();
        var data = answer.putArray("data");
        account(request).forEach(number -> data.add(fields(number, request.param("fields"))));
        answer.putObject("paging").putObject("cursors").put("before", "0").put("after", "0");
        return answer;
    }

    JsonNode subscription(GraphRequest request) {
        var subscribed = account(request).getFirst().subscribed();
        var answer = Json.object();
        var data = answer.putArray("data");
        if (subscribed) {
            data.addObject()
                    .putObject("whatsapp_business_api_data")
                    .put("id", "100")
                    .put("name", "Assent");
        }
        return answer;
    }

    JsonNode subscribe(GraphRequest request, boolean subscribed) {
        account(request);
        work.run(() -> numbers.subscribe(request.id(), subscribed));
        return Json.object().put("success", true);
    }

    /** {@code GET /{phone-number-id}/settings}. */
    JsonNode settings(GraphRequest request) {
        var number = addressing.number(request);
        var calling = number.callingSettings().json();
        if (number.pausedAt(request.now()) && number.pausedUntil() != null) {
            calling.putObject("restrictions")
                    .putArray("restrictions_list")
                    .addObject()
                    .put("type", "RESTRICTED_BUSINESS_INITIATED_CALLING")
                    .put("reason", "Your calls received low-quality feedback from users.")
                    .put("expiration", number.pausedUntil().getEpochSecond());
        }
        ObjectNode answer = Json.object().set("calling", calling);
        answer.putObject("storage_configuration").put("status", "DEFAULT");
        return answer;
    }

    /** {@code POST /{phone-number-id}/settings}. */
    JsonNode changeSettings(GraphRequest request) {
        addressing.number(request);
        if (!request.body().path("calling").isMissingNode()) {
            work.run(() -> change(numbers.locked(request.id()), request));
        }
        return Json.object().put("success", true);
    }

    private void change(BusinessNumber number, GraphRequest request) {
        var before = number.callingSettings();
        var after = before.changed(request.body().path("calling"), request.now());
        if (after.enabled() && !before.enabled()) {
            checkMayEnable(number, after);
        }
        numbers.changeCalling(number.phoneNumberId(), after);
        updates.tellOfSettings(number, Shapes.settingsChanged(number, after, request.now()));
    }

    private static void checkMayEnable(BusinessNumber number, CallingSettings after) {
        if (number.edition() != Edition.TEST_NUMBERS
                && Set.of("TIER_50", "TIER_250").contains(number.messagingLimit())) {
            throw GraphError.of(
                    Fault.NOT_ELIGIBLE,
                    "A messaging limit of at least 2000 recipients in 24 hours is needed.");
        }
        if (!number.subscribed() && !after.sip()) {
            throw GraphError.of(
                    Fault.PREREQUISITES,
                    "Subscribe the application to the account, or configure SIP, first.");
        }
    }

    /** {@code GET /{phone-number-id}/call_permissions}. */
    JsonNode callPermissions(GraphRequest request) {
        var number = addressing.number(request);
        if (!rates.take(
                "reads " + number.phoneNumberId(),
                request.now(),
                1,
                number.edition().readsPerSecond)) {
            throw GraphError.of(Fault.READ_RATE, "Too many readings in this second.");
        }
        addressing.checkCallingOn(number);
        return reading(number, pair(request, number), request.now());
    }

    private Pair pair(GraphRequest request, BusinessNumber number) {
        var waId =
                request.params().containsKey("user_wa_id")
                        ? waId(request.param("user_wa_id"))
                        : phones.findByUserId(request.param("recipient"))
                                .map(Phone::waId)
                                .orElseThrow(() -> GraphError.missing("user_wa_id"));
        return pairs.find(number.phoneNumberId(), waId)
                .orElseGet(() -> Pair.fresh(0, number.phoneNumberId(), waId));
    }

    private static String waId(String text) {
        try {
            return Names.digits(text);
        } catch (Impossible strange) {
            throw GraphError.of(Fault.BAD_VALUE, "user_wa_id " + text + " is no phone number.");
        }
    }

    private JsonNode reading(BusinessNumber number, Pair pair, Instant now) {
        var quirks = settings.quirks();
        var limits =
                Limits.of(
                        pair,
                        messages.requests(pair.id()),
                        calls.of(pair.id()),
                        number.edition(),
                        quirks,
                        now);
        var free = !quirks.bars(number) && !number.pausedAt(now);
        var permission = pair.permissionAt(now);
        var mayAsk =
                (free || quirks.barredCountriesMayAsk() && !number.pausedAt(now))
                        && permission != Pair.Permission.PERMANENT
                        && limits.mayAsk();
        var mayCall = free && permission != Pair.Permission.NONE && limits.mayCall();
        var answer = Json.object().put("messaging_product", "whatsapp");
        answer.set("permission", permission(pair, permission, quirks));
        return answer.set(
                "actions",
                Json.array(
                        action(
                                "send_call_permission_request",
                                mayAsk,
                                limits.requests(),
                                limits.requestsOfWeek()),
                        action("start_call", mayCall, limits.calls())));
    }

    private static ObjectNode permission(Pair pair, Pair.Permission permission, Quirks quirks) {
        var told = Json.object();
        switch (permission) {
            case NONE -> told.put("status", "no_permission");
            case PERMANENT -> told.put("status", "permanent");
            case TEMPORARY -> {
                told.put("status", "temporary");
                if (pair.grantedUntil() != null) {
                    told.put(
                            quirks.expiryNameIsShort() ? "expiration" : "expiration_time",
                            pair.grantedUntil().getEpochSecond());
                }
            }
        }
        return told;
    }

    private static ObjectNode action(String name, boolean allowed, Usage... usages) {
        var action = Json.object().put("action_name", name).put("can_perform_action", allowed);
        var limits = action.putArray("limits");
        for (var usage : usages) {
            var limit = limits.addObject();
            limit.put("time_period", usage.period());
            limit.put("max_allowed", usage.max());
            limit.put("current_usage", usage.used());
            if (usage.freeAt() != null) {
                limit.put("limit_expiration_time", usage.freeAt().getEpochSecond());
            }
        }
        return action;
    }

    private List<BusinessNumber> account(GraphRequest request) {
        var ofAccount = numbers.ofAccount(request.id());
        if (ofAccount.isEmpty()) {
            throw GraphError.noSuchObject(request.id());
        }
        request.checkOpens(request.id());
        if (!rates.take(
                "management " + request.id(),
                request.now(),
                3_600,
                settings.quirks().managementRequestsPerHour())) {
            throw GraphError.of(Fault.ACCOUNT_RATE, "Too many requests for this account.");
        }
        return ofAccount;
    }

    private ObjectNode fields(BusinessNumber number, String asked) {
        var all = Json.object();
        all.put("id", number.phoneNumberId());
        all.put("verified_name", number.verifiedName());
        all.put("display_phone_number", number.displayPhoneNumber());
        all.put("code_verification_status", "VERIFIED");
        all.put("quality_rating", number.qualityRating());
        all.put("platform_type", "CLOUD_API");
        all.putObject("throughput").put("level", "STANDARD");
        all.put("status", "CONNECTED");
        all.put("name_status", "APPROVED");
        all.put("account_mode", number.edition() == Edition.TEST_NUMBERS ? "SANDBOX" : "LIVE");
        all.put("messaging_limit_tier", number.messagingLimit());
        all.put("whatsapp_business_manager_messaging_limit", number.messagingLimit());
        all.put("country_code", number.country());
        var names = asked.isBlank() ? USUAL_FIELDS : List.of(asked.split("[ ,]+"));
        var told = Json.object().put("id", number.phoneNumberId());
        names.stream().filter(all::has).forEach(name -> told.set(name, all.path(name)));
        return told;
    }
}

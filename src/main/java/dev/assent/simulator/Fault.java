package dev.assent.simulator;

/** Meta's errors, as far as we know how to make them. */
enum Fault {
    INVALID_PARAMETER(100, 400, "Invalid parameter"),
    TOKEN(190, 401, "Invalid OAuth access token"),
    PERMISSION(200, 403, "Permissions error"),
    READ_RATE(613, 429, "Calls to this api have exceeded the rate limit"),
    ACCOUNT_RATE(80007, 400, "Rate limit issues"),
    THROUGHPUT(130429, 400, "Rate limit hit"),
    UNKNOWN(131000, 500, "Something went wrong"),
    MISSING_PARAMETER(131008, 400, "Required parameter is missing"),
    BAD_VALUE(131009, 400, "Parameter value is not valid"),
    TO_ITSELF(131021, 400, "Recipient cannot be sender"),
    UNDELIVERABLE(131026, 400, "Message undeliverable"),
    NOT_ON_LIST(131030, 400, "Recipient phone number not in allowed list"),
    WINDOW_CLOSED(131047, 400, "Re-engagement message"),
    ENGAGEMENT(
            131049, 400, "This message was not delivered to maintain healthy ecosystem engagement"),
    STOPPED_MARKETING(
            131050, 400, "User has stopped receiving marketing messages from this business"),
    UNSUPPORTED_TYPE(131051, 400, "Unsupported message type"),
    SIP_ENABLED(131055, 400, "Method not allowed"),
    PAIR_RATE(131056, 400, "(Business Account, Consumer Account) pair rate limit hit"),
    PARAMETER_COUNT(
            132000, 400, "Number of parameters does not match the expected number of params"),
    NO_TEMPLATE(132001, 404, "Template name does not exist in the translation"),
    TEXT_TOO_LONG(132005, 400, "Translated text too long"),
    PARAMETER_FORMAT(132012, 400, "Parameter format does not match format in the created template"),
    TEMPLATE_PAUSED(132015, 400, "Template is paused"),
    TEMPLATE_DISABLED(132016, 400, "Template is disabled"),
    CALLING_DISABLED(138000, 401, "Calling not enabled"),
    UNCALLABLE(138001, 400, "Receiver uncallable"),
    CONCURRENT_CALLS(138002, 429, "Concurrent calls limit reached"),
    CALL_IN_PROGRESS(138003, 400, "A call with this user is already in progress"),
    CONNECTION(138004, 500, "Connection error"),
    CALL_STARTS(138005, 429, "Call rate limit reached"),
    NO_PERMISSION(138006, 401, "No approved call permission from the recipient"),
    CONNECT_TIMEOUT(138007, 500, "Call connect timeout"),
    REQUEST_LIMIT(138009, 400, "Call permission request limit reached"),
    CALL_LIMIT(138012, 400, "Call limit to this user reached"),
    COUNTRY(138013, 400, "Business initiated calling is not available"),
    CALLING_PAUSED(138014, 400, "Calling is temporarily disabled"),
    NOT_ELIGIBLE(138015, 400, "Calling cannot be enabled"),
    PERMANENT_PERMISSION(138017, 400, "A permanent call permission already exists"),
    PREREQUISITES(138018, 400, "Calling prerequisites are missing"),
    NO_MEDIA(138021, 400, "No media received from the business");

    final int code;
    final int status;
    final String title;

    Fault(int code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }
}

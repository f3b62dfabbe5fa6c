-- A business number, its account and its token, as the simulated Meta keeps them.
create table business_number (
    phone_number_id      varchar(32)   not null primary key,
    waba_id              varchar(32)   not null,
    digits               varchar(20)   not null,
    display_phone_number varchar(40)   not null,
    verified_name        varchar(200)  not null,
    country              char(2)       not null,
    edition              varchar(20)   not null,
    access_token         varchar(400)  not null collate utf8mb4_bin,
    token_valid          boolean       not null,
    quality_rating       varchar(10)   not null,
    messaging_limit      varchar(20)   not null,
    calling              mediumtext    not null,
    paused_until         datetime      null,
    subscribed           boolean       not null,
    allowed_recipients   text          null,
    webhook_url          varchar(500)  null,
    webhook_secret       varchar(200)  null,
    unique key one_number (digits),
    key of_account (waba_id)
);

-- A person's phone.
create table phone (
    wa_id          varchar(20)  not null primary key,
    user_id        varchar(100) not null,
    name           varchar(200) not null,
    username       varchar(60)  null,
    online         boolean      not null,
    receipts       varchar(12)  not null,
    on_whatsapp    boolean      not null,
    current_client boolean      not null,
    hides_number   boolean      not null,
    unique key one_user (user_id)
);

-- A business number and a person: the row everything between the two is serialised on.
create table pair (
    id                 bigint       not null auto_increment primary key,
    phone_number_id    varchar(32)  not null,
    wa_id              varchar(20)  not null,
    permission         varchar(10)  not null,
    granted_at         datetime     null,
    granted_until      datetime     null,
    grant_no           int          not null,
    taken_away         varchar(20)  null,
    window_from        datetime     null,
    marketing_stopped  boolean      not null,
    marketing_enough   boolean      not null,
    next_message_free  datetime     null,
    last_at            datetime     null,
    unique key one_pair (phone_number_id, wa_id),
    key of_person (wa_id),
    key by_activity (last_at)
);

-- What stands in the chat of a pair, requests included.
create table message (
    id             bigint        not null auto_increment primary key,
    pair_id        bigint        not null,
    wamid          varchar(200)  not null collate utf8mb4_bin,
    sender         varchar(10)   not null,
    kind           varchar(30)   not null,
    header         text          null,
    body           text          not null,
    footer         text          null,
    media          varchar(1000) null,
    buttons        text          null,
    template       varchar(512)  null,
    category       varchar(12)   not null,
    is_request     boolean       not null,
    answer         varchar(10)   null,
    answered_at    datetime      null,
    context_id     varchar(200)  null collate utf8mb4_bin,
    opaque         varchar(512)  null,
    sent_at        datetime      not null,
    delivered_at   datetime      null,
    read_at        datetime      null,
    failed_at      datetime      null,
    failed_code    int           null,
    unique key one_message (wamid),
    key of_pair (pair_id, sent_at)
);

create table phone_call (
    id              bigint       not null auto_increment primary key,
    pair_id         bigint       not null,
    phone_number_id varchar(32)  not null,
    wacid           varchar(200) not null collate utf8mb4_bin,
    caller          varchar(10)  not null,
    state           varchar(10)  not null,
    outcome         varchar(12)  null,
    voicemail       boolean      not null,
    grant_no        int          null,
    opaque          varchar(512) null,
    dialled_at      datetime     not null,
    picked_up_at    datetime     null,
    ended_at        datetime     null,
    due_at          datetime     null,
    failed_code     int          null,
    offer           mediumtext   null,
    answer          mediumtext   null,
    unique key one_call (wacid),
    key of_pair (pair_id, dialled_at),
    key of_number (phone_number_id, dialled_at),
    key open_calls (state, due_at)
);

create table template (
    id               bigint       not null primary key,
    waba_id          varchar(32)  not null,
    name             varchar(512) not null,
    language         varchar(20)  not null,
    category         varchar(20)  not null,
    parameter_format varchar(12)  not null,
    components       mediumtext   not null,
    status           varchar(20)  not null,
    reason           varchar(40)  not null,
    quality          varchar(10)  not null,
    created_at       datetime     not null,
    unique key one_template (waba_id, name, language)
);

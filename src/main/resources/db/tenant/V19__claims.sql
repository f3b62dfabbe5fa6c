-- Who of us is about to call somebody; over at its end, whether it is taken away or not.
create table claim (
    contact_id bigint primary key,
    agent bigint not null,
    agent_name varchar(160) not null,
    until datetime not null,
    key claim_by_agent (agent, until)
);

-- The end of each holds all that the log filters by, so that counting and skipping read no row.
alter table phone_call
    drop key phone_call_by_beginning,
    drop key phone_call_by_outcome,
    add key phone_call_by_beginning (began_at, outcome, incoming, number_id, agent, contact_id),
    add key phone_call_by_outcome (outcome, incoming, began_at, number_id, agent, contact_id);

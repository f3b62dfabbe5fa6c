-- Both say what the ledger said at folded_at, as their neighbours do.
alter table pair
    add column rests_until datetime,
    add column called_at datetime,
    add key pair_by_end (label, callable_until, rests_until, called_at, number_id, contact_id);

-- Pairs written down before are written anew, see the alarm in the control schema.
update rulebook set refolded_to = 0 where exists (select 1 from pair);

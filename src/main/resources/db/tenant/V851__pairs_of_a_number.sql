-- Where a business has several numbers, people are listed and counted by number: in the order of change, and by label.
alter table pair
    add key pair_by_number_and_change (number_id, changed_at, contact_id, label),
    add key pair_by_number_and_label (number_id, label, callable_until, contact_id);

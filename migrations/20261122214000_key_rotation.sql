-- Re-sealing with another key changes no fact about a person: it makes no version. Only the owner may do
-- so, never the role that serves; `threshold keys rotate` says in its transactions that it does.

create function resealing() returns boolean language sql stable as $$
    select current_user <> 'threshold_app' and coalesce(current_setting('threshold.resealing', true), '') = 'on'
$$;
comment on function resealing() is 'the owner replaces sealed values by the same ones under another key';

drop trigger client_next_version on client;
create trigger client_next_version before update on client
    for each row
    when (not resealing()
        and to_jsonb(old) - 'search_keys' is distinct from to_jsonb(new) - 'search_keys')
    execute function next_version();

drop trigger client_history_of_changes on client;
create trigger client_history_of_changes after update on client
    for each row
    when (not resealing()
        and to_jsonb(old) - 'search_keys' is distinct from to_jsonb(new) - 'search_keys')
    execute function record_history('client_id');

comment on column client.ssn_sealed is
    'AES-256-GCM: key id, nonce, ciphertext; bound to client_id. The hashes beside it were made with the same key';
comment on table audit is
    'who read or did what; the program may add and read, and only the owner re-seals (threshold keys rotate)';
comment on table history is
    'every version of every versioned row; append-only for the program, and only the owner re-seals SSN in it';

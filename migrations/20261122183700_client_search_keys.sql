-- search_keys is derived from names and birth date. Filling it in is no new version of a person: a
-- million clients that were just imported would otherwise stand twice in history.

drop trigger client_next_version on client;
create trigger client_next_version before update on client
    for each row
    when (to_jsonb(old) - 'search_keys' is distinct from to_jsonb(new) - 'search_keys')
    execute function next_version();

drop trigger client_history on client;
create trigger client_history after insert or delete on client
    for each row execute function record_history('client_id');
create trigger client_history_of_changes after update on client
    for each row
    when (to_jsonb(old) - 'search_keys' is distinct from to_jsonb(new) - 'search_keys')
    execute function record_history('client_id');

-- "Recently opened" and "what did this user read": acts of one kind by one user, newest first.
create index audit_user_act on audit (user_id, act, audit_id desc);

-- How the names of the vocabulary sound: domain::search::sounds. Null where it was not computed yet; a job does.
-- Whoever changes the rule sets all of them to null in a migration.
alter table name_token add column sounds text[];
create index name_token_sounds on name_token using gin (sounds);
create index name_token_unheard on name_token (token_id) where sounds is null;

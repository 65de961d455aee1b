-- What is typed on an exit page is kept while it is typed: one draft for each user and page, written over.
-- In such a draft (kind 'exit') subject_id is the enrollment whose page it is, or the suggested exit that is looked
-- at there; created_at is when its present content was typed.
delete from draft older
using draft newer
where older.kind = 'exit' and newer.kind = 'exit' and older.user_id = newer.user_id
    and older.subject_id = newer.subject_id
    and (older.created_at, older.draft_id) < (newer.created_at, newer.draft_id);

create unique index draft_exit on draft (user_id, subject_id) where kind = 'exit';

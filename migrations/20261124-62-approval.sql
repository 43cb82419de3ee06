-- Approval is asked by a day, of records of several kinds, and of a roadmap or a
-- strategy as it was kept under a name; and what was approved is told apart from
-- what became of it.

alter table approval add column need_by text;
alter table approval add column about text not null default '';
alter table approval add column about_id text not null default '';
alter table approval add column about_name text not null default '';
alter table approval add column seen bigint not null default 0;
alter table approval add column reminded_at bigint not null default 0;
drop index approval_one;
create unique index approval_one on approval (workspace_id, record_id, about_id, member_id);
create index approval_maker on approval (workspace_id, created_by);

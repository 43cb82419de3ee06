create table watcher (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  member_id text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create unique index watcher_one on watcher (workspace_id, record_id, member_id);
{{tenant watcher}}

-- Notices: what the ledger tells each member. Read marks are not in the ledger.
create table inbox (
  workspace_id text not null,
  member_id text not null,
  id text not null,
  seq bigint not null,
  reason text not null,
  read_at bigint not null default 0,
  primary key (workspace_id, member_id, id)
);
create index inbox_unread on inbox (workspace_id, member_id, read_at);
{{tenant inbox}}

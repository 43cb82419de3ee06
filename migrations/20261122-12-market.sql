create table account (
  workspace_id text not null,
  id text not null,
  revenue bigint,
  currency text not null default '',
  segment text not null default '',
  plan text not null default '',
  external_id text not null default '',
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references record (workspace_id, id)
);
create index account_external on account (workspace_id, external_id) where external_id <> '';
{{tenant account}}

create table contact (
  workspace_id text not null,
  id text not null,
  account_id text,
  email text not null default '',
  role text not null default '',
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references record (workspace_id, id),
  foreign key (workspace_id, account_id) references account (workspace_id, id)
);
create index contact_account on contact (workspace_id, account_id);
{{tenant contact}}

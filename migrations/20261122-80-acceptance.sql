-- Approvals by named people, what tests say of criteria, and test sessions.

create table approval (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  member_id text not null,
  state text not null,
  note text not null default '',
  reason text not null default '',
  answered_at bigint not null default 0,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create unique index approval_one on approval (workspace_id, record_id, member_id);
create index approval_member on approval (workspace_id, member_id, state);
{{tenant approval}}

create table test_run (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  name text not null,
  branch text not null default '',
  commit_sha text not null default '',
  url text not null default '',
  ran_at bigint not null,
  passed bigint not null default 0,
  failed bigint not null default 0,
  broken bigint not null default 0,
  skipped bigint not null default 0,
  millis bigint not null default 0,
  matched bigint not null default 0,
  items bigint not null default 0,
  astray text not null default '[]',
  digest text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, product_id) references record (workspace_id, id)
);
create index test_run_product on test_run (workspace_id, product_id, ran_at, id);
create unique index test_run_once on test_run (workspace_id, product_id, digest);
{{tenant test_run}}

create table test_result (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  run_id text not null,
  ran_at bigint not null,
  cases text not null default '[]',
  passed bigint not null default 0,
  failed bigint not null default 0,
  skipped bigint not null default 0,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create index test_result_record on test_result (workspace_id, record_id, ran_at, id);
{{tenant test_result}}

create table test_session (
  workspace_id text not null,
  id text not null,
  held_on text,
  goal text not null default '',
  setting text not null default '',
  tasks text not null default '[]',
  participants text not null default '[]',
  findings text not null default '[]',
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references record (workspace_id, id)
);
{{tenant test_session}}

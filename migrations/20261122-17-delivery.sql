create table sprint (
  workspace_id text not null,
  id text not null,
  goal text not null default '',
  start_on text,
  end_on text,
  capacity double precision,
  started_at bigint not null default 0,
  closed_at bigint not null default 0,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references record (workspace_id, id)
);
{{tenant sprint}}

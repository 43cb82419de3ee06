-- Check-ins on key results: where each stood, how sure one was, and why.

alter table objective add column weight double precision;

create table check_in (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  key_result text not null,
  value double precision,
  confidence double precision,
  score double precision,
  note text not null default '',
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references objective (workspace_id, id)
);
create index check_in_of on check_in (workspace_id, record_id, created_at, id);
{{tenant check_in}}

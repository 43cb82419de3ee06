create table attachment (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  name text not null,
  type text not null,
  bytes bigint not null,
  sha256 text not null,
  url text not null,
  source text not null default '',
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create index attachment_record on attachment (workspace_id, record_id, created_at);
{{tenant attachment}}

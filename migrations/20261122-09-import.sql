-- Where imported records came from, and the imports that were run.
create table source_record (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  system text not null,
  scope text not null,
  external text not null,
  url text not null,
  taken text not null,
  seen_at bigint not null,
  data text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create index source_record_record on source_record (workspace_id, record_id);
{{tenant source_record}}

create table import_run (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  system text not null,
  name text not null,
  report text not null,
  primary key (workspace_id, id)
);
create index import_run_product on import_run (workspace_id, product_id, id);
{{tenant import_run}}

create table saved_view (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  name text not null,
  query text not null,
  layout text not null,
  options text not null default '{}',
  shared boolean not null default false,
  primary key (workspace_id, id)
);
create index saved_view_maker on saved_view (workspace_id, created_by);
{{tenant saved_view}}

create table metric (
  workspace_id text not null,
  id text not null,
  definition text not null default '',
  unit text not null default '',
  direction text not null default '',
  source text not null default '',
  target double precision,
  target_on text,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references record (workspace_id, id)
);
{{tenant metric}}

-- One value of a metric at one moment; a second value for the moment replaces
-- the first.
create table metric_point (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  at bigint not null,
  value double precision not null,
  note text not null default '',
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references metric (workspace_id, id)
);
create unique index metric_point_at on metric_point (workspace_id, record_id, at);
{{tenant metric_point}}

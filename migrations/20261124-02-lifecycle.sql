-- Where products are in their life: by which number that is judged, on what
-- ground a stage was set, and how a product is brought to its end.
create table lifecycle_rule (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  metric_id text not null,
  target double precision,
  period text not null,
  grows double precision not null,
  declines double precision not null,
  introduces double precision not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create unique index lifecycle_rule_one on lifecycle_rule (workspace_id, record_id);
{{tenant lifecycle_rule}}

create table stage_ground (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  from_stage text not null,
  to_stage text not null,
  suggested boolean not null,
  note text not null default '',
  evidence text not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create index stage_ground_product on stage_ground (workspace_id, record_id, created_at);
{{tenant stage_ground}}

create table sunset_plan (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  reason text not null default '',
  announce_on text,
  closed_on text,
  support_on text,
  end_on text,
  replacement_id text,
  moving text not null default '',
  data text not null default '',
  export_on text,
  delete_on text,
  steps text not null default '[]',
  accounts text not null default '[]',
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create unique index sunset_plan_one on sunset_plan (workspace_id, record_id);
{{tenant sunset_plan}}

-- The roadmap as a whole: milestones, named snapshots, what might be, and when
-- somebody saw it last.
create table milestone (
  workspace_id text not null,
  id text not null,
  due_on text,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references record (workspace_id, id)
);
{{tenant milestone}}

create table roadmap_snapshot (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  name text not null,
  seq bigint not null,
  taken_at bigint not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create unique index roadmap_snapshot_name on roadmap_snapshot (workspace_id, record_id, name);
{{tenant roadmap_snapshot}}

create table roadmap_scenario (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  name text not null,
  note text not null default '',
  state text not null,
  puts text not null default '[]',
  taken_at bigint not null default 0,
  taken_by text,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create index roadmap_scenario_product on roadmap_scenario (workspace_id, record_id, state);
{{tenant roadmap_scenario}}

create table roadmap_look (
  workspace_id text not null references workspace (id),
  member_id text not null,
  product_id text not null default '',
  seq bigint not null,
  at bigint not null,
  primary key (workspace_id, member_id, product_id)
);
{{tenant roadmap_look}}

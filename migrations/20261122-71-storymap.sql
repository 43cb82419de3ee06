-- The backbone of a story map: activities from left to right, steps in each.
create table activity (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text not null,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  title text not null,
  optional boolean not null default false,
  rank text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create index activity_rank on activity (workspace_id, product_id, rank, id);
{{tenant activity}}

create table step (
  workspace_id text not null,
  id text not null,
  product_id text not null,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  activity_id text not null,
  title text not null,
  rank text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id),
  foreign key (workspace_id, activity_id) references activity (workspace_id, id)
);
create index step_rank on step (workspace_id, product_id, rank, id);
create index step_activity on step (workspace_id, activity_id);
{{tenant step}}

-- Where an item stands on the map: under which step, and in which place there.
create table placement (
  workspace_id text not null,
  id text not null,
  product_id text not null,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  step_id text not null,
  rank text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id),
  foreign key (workspace_id, step_id) references step (workspace_id, id)
);
create unique index placement_record on placement (workspace_id, record_id);
create index placement_step on placement (workspace_id, step_id, rank, id);
{{tenant placement}}

-- Features held against each other by a formula, what each is scored from, and
-- pictures of how they stood.

create table ranking (
  workspace_id text not null,
  id text not null,
  product_id text not null,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  name text not null,
  method text not null default '',
  formula text not null,
  inputs text not null,
  edition bigint not null,
  products text not null default '[]',
  top bigint not null,
  corrects boolean not null default false,
  across text not null default '',
  up text not null default '',
  primary key (workspace_id, id),
  foreign key (workspace_id, product_id) references product (workspace_id, id)
);
create index ranking_product on ranking (workspace_id, product_id);
{{tenant ranking}}

create table scoring (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  ranking_id text not null,
  ranges text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id),
  foreign key (workspace_id, ranking_id) references ranking (workspace_id, id)
);
create unique index scoring_one on scoring (workspace_id, ranking_id, record_id);
{{tenant scoring}}

create table ranking_snapshot (
  workspace_id text not null,
  id text not null,
  product_id text not null,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  ranking_id text not null,
  name text not null,
  edition bigint not null,
  formula text not null,
  top bigint not null,
  standings text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, ranking_id) references ranking (workspace_id, id)
);
create index ranking_snapshot_of on ranking_snapshot (workspace_id, ranking_id, created_at);
{{tenant ranking_snapshot}}

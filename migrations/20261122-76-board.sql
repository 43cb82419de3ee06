-- Classes of service.
alter table item add column service_class text not null default '';

create table board (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  name text not null,
  method text not null,
  cols text not null default '[]',
  lanes text not null default '',
  lane_limits text not null default '{}',
  mode text not null,
  count_by text not null,
  person_limit double precision,
  total_limit double precision,
  expedite_limit double precision,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create index board_product on board (workspace_id, product_id);
{{tenant board}}

-- A card was moved beyond a limit, and why. The number of the call ties it to
-- the move that it allowed.
create table limit_override (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  board_id text not null,
  breaches text not null default '[]',
  reason text not null,
  request text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references item (workspace_id, id)
);
create index limit_override_item on limit_override (workspace_id, record_id, request);
{{tenant limit_override}}

-- What holds a backlog item up, from when to when.
create table block (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  reason text not null,
  since bigint not null,
  until bigint not null default 0,
  ended_by text,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references item (workspace_id, id)
);
create index block_item on block (workspace_id, record_id, until);
create index block_open on block (workspace_id, product_id) where until = 0;
{{tenant block}}

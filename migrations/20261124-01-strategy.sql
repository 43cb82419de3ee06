-- A strategy on one page: of a product, a portfolio or the workspace as a
-- whole; and the names under which it was kept.
create table strategy_page (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  vision text not null default '',
  audience text not null default '',
  need text not null default '',
  category text not null default '',
  benefit text not null default '',
  alternative text not null default '',
  difference text not null default '',
  problem text not null default '',
  segments text not null default '',
  proposition text not null default '',
  solution text not null default '',
  channels text not null default '',
  revenue text not null default '',
  costs text not null default '',
  measures text not null default '',
  advantage text not null default '',
  guardrails text not null default '[]',
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create unique index strategy_page_one on strategy_page (workspace_id, coalesce(record_id, ''));
{{tenant strategy_page}}

create table strategy_snapshot (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  name text not null,
  note text not null default '',
  seq bigint not null,
  taken_at bigint not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id)
);
create unique index strategy_snapshot_name on strategy_snapshot (workspace_id, coalesce(record_id, ''), name);
{{tenant strategy_snapshot}}

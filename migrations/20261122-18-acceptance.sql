create table verdict (
  workspace_id text not null,
  id text not null,
  item_id text not null,
  outcome text not null,
  results text not null default '[]',
  reason_kind text not null default '',
  reason text not null default '',
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references record (workspace_id, id),
  foreign key (workspace_id, item_id) references record (workspace_id, id)
);
create index verdict_item on verdict (workspace_id, item_id);
{{tenant verdict}}

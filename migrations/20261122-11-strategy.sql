create table objective (
  workspace_id text not null,
  id text not null,
  ambition text not null default '',
  start_on text,
  end_on text,
  key_results text not null default '[]',
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references record (workspace_id, id)
);
{{tenant objective}}

create table decision (
  workspace_id text not null,
  id text not null,
  context text not null default '',
  options text not null default '[]',
  outcome text not null default '',
  decided_on text,
  review_on text,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references record (workspace_id, id)
);
{{tenant decision}}

-- What one of the two jobs asks the other to choose between, with the answer.

create table tradeoff (
  workspace_id text not null,
  id text not null,
  asked text not null,
  options text not null default '[]',
  need_by text,
  chosen text not null default '',
  answer text not null default '',
  answered_at bigint not null default 0,
  answered_by text,
  decision_id text,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references record (workspace_id, id)
);
{{tenant tradeoff}}

create table portfolio (
  workspace_id text not null,
  id text not null,
  parent_id text,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references record (workspace_id, id)
);
{{tenant portfolio}}

create table risk (
  workspace_id text not null,
  id text not null,
  type text not null,
  likelihood bigint,
  impact bigint,
  response text not null default '',
  review_on text,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references record (workspace_id, id)
);
{{tenant risk}}

create table insight (
  workspace_id text not null,
  id text not null,
  confidence text not null default '',
  drawn_on text,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references record (workspace_id, id)
);
{{tenant insight}}

create table opportunity (
  workspace_id text not null,
  id text not null,
  parent_id text,
  segment text not null default '',
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references record (workspace_id, id)
);
create index opportunity_parent on opportunity (workspace_id, parent_id);
{{tenant opportunity}}

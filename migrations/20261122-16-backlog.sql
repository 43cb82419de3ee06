-- Stories, bugs, tasks and spikes.
create table item (
  workspace_id text not null,
  id text not null,
  as_a text not null default '',
  i_want text not null default '',
  so_that text not null default '',
  criteria text not null default '[]',
  estimate double precision,
  sprint_id text,
  priority text not null default '',
  due_on text,
  parent_id text,
  done_at bigint not null default 0,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references record (workspace_id, id),
  foreign key (workspace_id, sprint_id) references record (workspace_id, id),
  foreign key (workspace_id, parent_id) references record (workspace_id, id)
);
create index item_sprint on item (workspace_id, sprint_id);
create index item_parent on item (workspace_id, parent_id);
create index item_done on item (workspace_id, done_at) where done_at > 0;
{{tenant item}}

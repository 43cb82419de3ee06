-- "release" is a word of SQLite's own, but may name a table.
create table release (
  workspace_id text not null,
  id text not null,
  due_on text,
  released_on text,
  notes text not null default '',
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references record (workspace_id, id)
);
{{tenant release}}

create table retro (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  cols text not null,
  phase text not null,
  votes bigint not null,
  closed_at bigint not null default 0,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references sprint (workspace_id, id)
);
create unique index retro_sprint on retro (workspace_id, record_id);
{{tenant retro}}

-- What is written before the notes are revealed. It is in no ledger: only
-- whoever wrote it may read it.
create table retro_draft (
  workspace_id text not null,
  id text not null,
  retro_id text not null,
  member_id text not null,
  col text not null,
  body text not null,
  at bigint not null,
  primary key (workspace_id, id)
);
create index retro_draft_of on retro_draft (workspace_id, retro_id, member_id);
{{tenant retro_draft}}

create table retro_note (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  retro_id text not null,
  col text not null,
  body text not null,
  with_id text,
  primary key (workspace_id, id),
  foreign key (workspace_id, retro_id) references retro (workspace_id, id)
);
create index retro_note_of on retro_note (workspace_id, retro_id);
{{tenant retro_note}}

create table retro_vote (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  retro_id text not null,
  note_id text not null,
  member_id text not null,
  dots bigint not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, note_id) references retro_note (workspace_id, id)
);
create unique index retro_vote_one on retro_vote (workspace_id, note_id, member_id);
create index retro_vote_of on retro_vote (workspace_id, retro_id);
{{tenant retro_vote}}

create table retro_action (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  retro_id text not null,
  note_id text,
  item_id text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, retro_id) references retro (workspace_id, id)
);
create index retro_action_of on retro_action (workspace_id, retro_id);
{{tenant retro_action}}

-- Occasions on which a team makes items ready.
create table refinement (
  workspace_id text not null,
  id text not null,
  items text not null default '[]',
  people text not null default '[]',
  current_id text,
  closed_at bigint not null default 0,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references record (workspace_id, id),
  foreign key (workspace_id, current_id) references record (workspace_id, id)
);
{{tenant refinement}}

-- Rounds of planning poker. The votes are written here when the round is
-- revealed, and not before.
create table round (
  workspace_id text not null,
  id text not null,
  product_id text,
  record_id text not null,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  refinement_id text,
  number bigint not null,
  scale text not null default '[]',
  state text not null,
  voted text not null default '[]',
  votes text not null default '[]',
  revealed_at bigint not null default 0,
  revealed_by text,
  taken double precision,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references record (workspace_id, id),
  foreign key (workspace_id, refinement_id) references refinement (workspace_id, id)
);
create index round_record on round (workspace_id, record_id, id);
create index round_refinement on round (workspace_id, refinement_id, id);
{{tenant round}}

-- Votes of rounds that are open. They belong to those who cast them: no part,
-- no ledger row, no export. A row goes when its round is revealed or dropped.
create table ballot (
  workspace_id text not null references workspace (id),
  round_id text not null,
  member_id text not null,
  value text not null,
  at bigint not null,
  primary key (workspace_id, round_id, member_id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
{{tenant ballot}}

-- A product's own values to vote with.
create table scale (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  steps text not null default '[]',
  primary key (workspace_id, id)
);
{{tenant scale}}

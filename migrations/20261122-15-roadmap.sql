create table feature (
  workspace_id text not null,
  id text not null,
  horizon text not null default '',
  start_on text,
  end_on text,
  hypothesis text not null default '',
  reach bigint,
  impact double precision,
  confidence double precision,
  effort double precision,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references record (workspace_id, id)
);
{{tenant feature}}

create table initiative (
  workspace_id text not null,
  id text not null,
  start_on text,
  end_on text,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references record (workspace_id, id)
);
{{tenant initiative}}

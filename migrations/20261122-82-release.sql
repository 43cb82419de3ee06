-- A release's money and days, its go or no-go, its notes for each audience, the
-- release that it mends, and the public page of a product's changes.

alter table release add column start_on text;
alter table release add column budget bigint;
alter table release add column spent bigint;
alter table release add column currency text not null default '';
alter table release add column notes_internal text not null default '';
alter table release add column notes_sales text not null default '';
alter table release add column notes_support text not null default '';
alter table release add column mends_id text;
alter table release add column ruling text not null default '';
alter table release add column ruled_at bigint not null default 0;
alter table release add column ruled_by text;
alter table release add column ruling_reason text not null default '';
alter table release add column despite text not null default '';
alter table release add column held_by text not null default '[]';

create table changelog (
  workspace_id text not null references workspace (id),
  id text not null,
  product_id text,
  record_id text,
  created_at bigint not null,
  created_by text,
  version bigint not null,
  title text not null,
  intro text not null default '',
  primary key (workspace_id, id),
  foreign key (workspace_id, product_id) references record (workspace_id, id)
);
create unique index changelog_product on changelog (workspace_id, product_id);
{{tenant changelog}}

-- Asked before it is known in which workspace somebody reads, so it stands
-- outside of them. Only the hash is here.
create table changelog_secret (
  hash text primary key,
  workspace_id text not null references workspace (id),
  changelog_id text not null
);
create index changelog_secret_of on changelog_secret (workspace_id, changelog_id);

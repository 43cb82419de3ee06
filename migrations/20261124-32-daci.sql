-- Who drives a decision, who decides, who has a voice and who is told; until
-- when; which option was taken and on what ground; what took its place, and
-- which rows of the ledger followed from it.
alter table decision add column driver_id text;
alter table decision add column approver_id text;
alter table decision add column contributors text not null default '[]';
alter table decision add column informed text not null default '[]';
alter table decision add column due_on text;
alter table decision add column choice text not null default '';
alter table decision add column ground text not null default '';
alter table decision add column decided_by text;
alter table decision add column superseded_by text;
alter table decision add column changes text not null default '[]';

-- A product's order is read by ids alone, up to the end (record.ids): all that
-- the usual filters ask for stands in the index, so that the rows need not be
-- looked at.
drop index record_rank;
create index record_rank on record (workspace_id, product_id, rank, id, archived_at, kind, category, state);

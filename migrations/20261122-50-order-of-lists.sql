-- Lists of one kind in one state, in their order: the states of different kinds
-- often have the same name, and the index over states alone goes through all of
-- them.
create index record_kind_state on record (workspace_id, product_id, kind, state, rank, id) where archived_at = 0;

-- Lists by time end with the id, as every list does: an import gives thousands
-- of records one and the same time.
drop index record_updated;
create index record_updated on record (workspace_id, updated_at, id);

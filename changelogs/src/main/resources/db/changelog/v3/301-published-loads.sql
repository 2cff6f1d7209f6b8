--liquibase formatted sql

--changeset credit-platform:301-published-loads
--comment: The view published_loads_v has the loads that are published, whose rows are visible: neither those that failed, run, were undone or were given up, nor dry runs.
CREATE VIEW published_loads_v AS
SELECT load_id, published_at FROM loads WHERE status = 'COMPLETED' AND dry_run = 0;
--rollback DROP VIEW published_loads_v;

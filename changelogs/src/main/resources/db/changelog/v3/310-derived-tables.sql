--liquibase formatted sql

--changeset credit-platform:310-derived-tables
--comment: What the tables that are worked out from the feeds' rows (seller_metrics, seller_amounts, credit_amounts, missing_rates) follow from, as a digest in the one row, and the newest load when they were first worked out so; none as long as nothing was loaded, or they are as an earlier version left them. Where a program has them follow from something else, db migrate and the next load work them out anew.
CREATE TABLE derived_tables (
    definition TEXT NOT NULL,
    load_id    BIGINT NOT NULL
);
--rollback DROP TABLE derived_tables /* past */;

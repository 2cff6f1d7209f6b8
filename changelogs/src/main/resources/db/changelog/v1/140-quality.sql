--liquibase formatted sql

--changeset credit-platform:140-quality
--comment: What the quality check found: runs, issues, scores, how each rule went, profiles of columns, expected and actual status of credits. Read the newest COMPLETED run. Heavier issues are worse; a line means that the row is in quarantine.
CREATE TABLE quality_runs (
    run_id      ${id} NOT NULL PRIMARY KEY,
    load_id     BIGINT REFERENCES loads (load_id),
    as_of       ${date} NOT NULL,
    status      TEXT NOT NULL,
    started_at  ${timestamp} NOT NULL,
    finished_at ${timestamp},
    duration_ms BIGINT
);
CREATE TABLE quality_rules (
    run_id      BIGINT NOT NULL REFERENCES quality_runs (run_id),
    rule        ${sorted} NOT NULL,
    entity      ${sorted} NOT NULL,
    severity    TEXT NOT NULL,
    issues      BIGINT NOT NULL,
    duration_ms BIGINT NOT NULL,
    PRIMARY KEY (run_id, rule)
) ${keyed};
CREATE TABLE quality_issues (
    run_id     BIGINT NOT NULL REFERENCES quality_runs (run_id),
    rule       ${sorted} NOT NULL,
    entity     ${sorted} NOT NULL,
    entity_key ${sorted} NOT NULL,
    severity   TEXT NOT NULL,
    reason     TEXT NOT NULL,
    weight     BIGINT NOT NULL,
    line       BIGINT,
    PRIMARY KEY (run_id, rule, entity_key)
) ${keyed};
CREATE TABLE quality_scores (
    run_id      BIGINT NOT NULL REFERENCES quality_runs (run_id),
    entity      ${sorted} NOT NULL,
    scope       TEXT NOT NULL,
    total       BIGINT NOT NULL,
    clean       BIGINT NOT NULL,
    with_issues BIGINT NOT NULL,
    rejected    BIGINT NOT NULL,
    PRIMARY KEY (run_id, entity, scope)
) ${keyed};
CREATE TABLE quality_profiles (
    run_id          BIGINT NOT NULL REFERENCES quality_runs (run_id),
    entity          ${sorted} NOT NULL,
    column_name     ${sorted} NOT NULL,
    row_count       BIGINT NOT NULL,
    nulls           BIGINT NOT NULL,
    distinct_values BIGINT,
    min_value       TEXT,
    max_value       TEXT,
    mean            TEXT,
    top_values      TEXT NOT NULL,
    PRIMARY KEY (run_id, entity, column_name)
) ${keyed};
CREATE TABLE quality_credit_status (
    run_id   BIGINT NOT NULL REFERENCES quality_runs (run_id),
    expected ${sorted} NOT NULL,
    actual   ${sorted} NOT NULL,
    credits  BIGINT NOT NULL,
    PRIMARY KEY (run_id, expected, actual)
) ${keyed};
--rollback DROP TABLE quality_credit_status;
--rollback DROP TABLE quality_profiles;
--rollback DROP TABLE quality_scores;
--rollback DROP TABLE quality_issues;
--rollback DROP TABLE quality_rules;
--rollback DROP TABLE quality_runs;

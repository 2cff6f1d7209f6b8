--liquibase formatted sql

--changeset credit-platform:010-hens
--comment: Text in comments such as changeset x:y is none.
CREATE TABLE hens (hen_id INTEGER PRIMARY KEY);

--changeset credit-platform:010-hens-view splitStatements:false
CREATE VIEW hens_v AS SELECT hen_id FROM hens;

CREATE OR REPLACE TEMP TABLE corrected_ids (entity_id VARCHAR, new_id VARCHAR);
CREATE OR REPLACE TEMP TABLE split_ids (article_key BIGINT, entity_id VARCHAR, new_id VARCHAR);
CREATE OR REPLACE TEMP TABLE corrected_names (entity_id VARCHAR, "name" VARCHAR, label VARCHAR);
CREATE OR REPLACE TEMP TABLE ignored_ids (entity_id VARCHAR);
CREATE OR REPLACE TEMP TABLE corrected_outlets (outlet VARCHAR, new_outlet VARCHAR);
CREATE OR REPLACE TEMP TABLE corrected_stories (article_key BIGINT, beside BIGINT);

-- The runner messages of a partner: one row, which is there when somebody wrote it.

-- name: read
-- The lines of a partner.
select lines, version, updated_at, updated_by from runner_messages where timing_partner_id = $1

-- name: begin
-- The first lines; nothing when somebody else was first.
insert into runner_messages (timing_partner_id, lines, updated_by) values ($1, $2, $3)
on conflict (timing_partner_id) do nothing
returning lines, version, updated_at, updated_by

-- name: replace
-- Other lines instead of these; nothing when they are others by now.
update runner_messages set lines = $2, version = version + 1, updated_at = now(), updated_by = $3
where timing_partner_id = $1 and version = $4
returning lines, version, updated_at, updated_by

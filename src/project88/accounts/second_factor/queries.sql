-- Authenticators and recovery codes. Through the hub door, as everything about people.

-- name: totp
-- The encrypted secret, whether it counts, and the newest step that was accepted.
select totp_secret, totp_confirmed_at is not null as confirmed, totp_last_step from users where id = $1

-- name: begin_totp
-- A secret that does not count until a code has shown that the authenticator has it.
update users set totp_secret = $2, totp_last_step = 0 where id = $1 and totp_confirmed_at is null
returning id

-- name: confirm_totp
-- From now on it counts; no row when it counted already, or another secret came between.
update users set totp_confirmed_at = $3, totp_last_step = $4
where id = $1 and totp_secret = $2 and totp_confirmed_at is null
returning id

-- name: use_step
-- No code works twice: of two that come at once, one finds the step taken.
update users set totp_last_step = $2 where id = $1 and totp_last_step < $2 and totp_confirmed_at is not null
returning id

-- name: remove_totp
-- The authenticator counts no longer.
update users set totp_secret = null, totp_confirmed_at = null, totp_last_step = 0
where id = $1 and totp_confirmed_at is not null
returning id

-- name: end_recovery_codes
-- All former ones.
update recovery_codes set used_at = $2 where user_id = $1 and used_at is null

-- name: add_recovery_codes
-- New ones, as hashes.
insert into recovery_codes (user_id, code_hash) select $1, unnest($2::text[])

-- name: use_recovery_code
-- Each works once.
update recovery_codes set used_at = $3 where user_id = $1 and code_hash = $2 and used_at is null
returning id

-- name: recovery_codes_left
-- How many still work.
select count(*) from recovery_codes where user_id = $1 and used_at is null

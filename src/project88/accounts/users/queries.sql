-- People; every statement here runs through the hub door.

-- name: user_by_email
-- A user with what signing in looks at. E-mail addresses are kept in lower case.
select id, email, name, password_hash, hub_administrator, state, language, totp_secret, totp_confirmed_at is not null as has_totp
from users where email = $1

-- name: user_by_id
-- The same by number.
select id, email, name, password_hash, hub_administrator, state, language, totp_secret, totp_confirmed_at is not null as has_totp
from users where id = $1

-- name: user_by_passkey_handle
-- The same by what a passkey tells of its owner.
select id, email, name, password_hash, hub_administrator, state, language, totp_secret, totp_confirmed_at is not null as has_totp
from users where passkey_handle = $1

-- name: passkey_handle
-- What a passkey is told of its owner: random, so that it says nothing about the person.
select passkey_handle from users where id = $1

-- name: add_user
-- A new user; no row when the address is taken.
insert into users (email, name, password_hash, hub_administrator, language, password_changed_at)
values ($1, $2, $3, $4, $5, case when $3::text is null then null else now() end)
on conflict (email) do nothing
returning id

-- name: has_user
-- Whether anybody is there at all.
select exists (select from users)

-- name: has_hub_administrator
-- Whether somebody can manage the hub.
select exists (select from users where hub_administrator and state = 'active')

-- name: lock_first_set_up
-- Two set-ups at once make one administrator: the second waits here and then sees the first.
select pg_advisory_xact_lock(8808, 3)

-- name: make_hub_administrator
-- From the set-up link, for somebody who has an account already.
update users set hub_administrator = true where id = $1

-- name: set_password
-- A new password.
update users set password_hash = $2, password_changed_at = now() where id = $1

-- name: rehash_password
-- The same password, kept with today's parameters; only if it was not changed meanwhile.
update users set password_hash = $3 where id = $1 and password_hash = $2

-- name: note_sign_in
-- When the person was here last.
update users set last_signed_in_at = $2 where id = $1

-- name: edit_user
-- What people change of themselves; null leaves as it is.
update users set name = coalesce($2, name), language = coalesce($3, language) where id = $1

-- name: memberships_of_user
-- Where the person may work now, with what each partner asks for.
select partner.id, partner.slug, partner.name, partner.zone, partner.language, partner.second_factor, membership.role,
    membership.expires_at
from memberships membership
join timing_partners partner on partner.id = membership.timing_partner_id
where membership.user_id = $1 and membership.state = 'active' and partner.state = 'active'
    and (membership.expires_at is null or membership.expires_at > $2)
order by partner.name, partner.id

-- People of a partner. Users belong to no partner, so whatever tells of them comes through the hub door and names the partner.

-- name: people
-- Who may work for this partner now.
select
    person.id as user_id, person.name, person.email, membership.role,
    person.totp_confirmed_at is not null
        or exists (select from passkeys key where key.user_id = person.id and key.removed_at is null) as second_factor,
    person.state = 'disabled' as disabled, person.last_signed_in_at, membership.created_at as since, membership.expires_at
from memberships membership
join users person on person.id = membership.user_id
where membership.timing_partner_id = $1 and membership.state = 'active'
    and (membership.expires_at is null or membership.expires_at > $2)
order by person.name, person.id

-- name: invitations
-- Invitations of this partner that still work.
select link.id, link.email, link.role, coalesce(maker.name, '') as made_by, link.made_at, link.expires_at
from account_links link
left join users maker on maker.id = link.made_by
where link.timing_partner_id = $1 and link.kind = 'invitation' and link.used_at is null and link.revoked_at is null
    and link.expires_at > $2
order by link.id desc

-- name: is_member
-- Whether somebody with this address may work for this partner now.
select exists (
    select from memberships membership join users person on person.id = membership.user_id
    where membership.timing_partner_id = $1 and person.email = $2 and membership.state = 'active'
        and (membership.expires_at is null or membership.expires_at > $3)
)

-- name: revoke_invitation
-- An open invitation of this partner stops working; whom it was for.
update account_links set revoked_at = now()
where id = $1 and timing_partner_id = $2 and kind = 'invitation' and used_at is null and revoked_at is null
returning email

-- name: account
-- A user with whatever decides who may give them a new password.
select
    person.id as user_id, person.name, person.email, person.language, person.hub_administrator,
    exists (
        select from memberships elsewhere
        where elsewhere.user_id = person.id and elsewhere.timing_partner_id <> $2 and elsewhere.state = 'active'
            and (elsewhere.expires_at is null or elsewhere.expires_at > $3)
    ) as works_elsewhere,
    exists (
        select from memberships here
        where here.user_id = person.id and here.timing_partner_id = $2 and here.state = 'active'
            and (here.expires_at is null or here.expires_at > $3)
    ) as works_here
from users person
where person.id = $1 and person.state = 'active'

-- name: lock_members
-- The members of the transaction's partner, locked, so that two owners cannot remove each other at once.
select user_id, role, expires_at from memberships
where state = 'active' and (expires_at is null or expires_at > $1)
order by id
for update

-- name: set_role
-- Another role for a member of the transaction's partner.
update memberships set role = $2 where user_id = $1 and state = 'active'

-- name: end_membership
-- The person is no member of the transaction's partner from now on.
update memberships set state = 'ended' where user_id = $1 and state = 'active'

-- name: partner
-- The transaction's partner.
select slug, name, zone, language, second_factor from timing_partners where id = $1

-- name: edit_partner
-- New settings of the transaction's partner; a null leaves what is.
update timing_partners set
    name = coalesce($2, name), zone = coalesce($3, zone), language = coalesce($4, language),
    second_factor = coalesce($5, second_factor)
where id = $1
returning slug, name, zone, language, second_factor

-- name: names
-- Names of users by number.
select id, name from users where id = any($1::int[])

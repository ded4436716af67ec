-- Places that are held, or let go of, are seen on screens at once, as if the results themselves had moved.
create function tell_of_holds() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
    perform pg_notify('results', json_build_array(json_build_array(new.timing_partner_id, new.event_id, 0))::text);
    return null;
end $$;
revoke all on function tell_of_holds() from public;
create trigger told after insert or update on result_holds for each row execute function tell_of_holds();

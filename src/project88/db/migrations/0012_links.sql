-- A new link concerns no screen yet: nobody can have opened it. Only what becomes of links is told, so that giving out many of
-- them does not make their transactions wait for one another, as those do that tell something.

drop trigger tell_displays on display_urls;
create trigger tell_displays after update or delete on display_urls
    for each statement execute function tell_displays();

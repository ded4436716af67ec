-- End all sessions of a person, but perhaps one. KEYS: the person's list. ARGV: prefix of sessions, id to keep.
local ended = 0
for _, id in ipairs(redis.call('SMEMBERS', KEYS[1])) do
    if id ~= ARGV[2] then
        ended = ended + redis.call('DEL', ARGV[1] .. id)
        redis.call('SREM', KEYS[1], id)
    end
end
return ended

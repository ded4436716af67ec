-- Every session of a person: its id, then its fields. KEYS: the person's list. ARGV: prefix of sessions.
local found = {}
for _, id in ipairs(redis.call('SMEMBERS', KEYS[1])) do
    local fields = redis.call('HGETALL', ARGV[1] .. id)
    if #fields == 0 then
        redis.call('SREM', KEYS[1], id)
    else
        found[#found + 1] = {id, fields}
    end
end
return found

-- All notes that wait, in one step. KEYS: none. ARGV: channel and payload of each.
for at = 1, #ARGV, 2 do
    redis.call('PUBLISH', ARGV[at], ARGV[at + 1])
end
return #ARGV / 2

-- The RFC 3339 times that google.protobuf.Timestamp takes: years 0001 to 9999, up to nine digits of a second.

local timestamp = {}

local DAYS = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

local function days_in(year, month)
  local leap = year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0)
  return month == 2 and leap and 29 or DAYS[month]
end

-- On the first and the last day an offset could leave the years that a Timestamp has.
local function zone_valid(zone, date)
  if zone == "Z" then return true end
  local hours, minutes = zone:match("^[+-](%d%d):(%d%d)$")
  if not hours or tonumber(hours) > 23 or tonumber(minutes) > 59 then return false end
  return not date:find("^0001%-01%-01") and not date:find("^9999%-12%-31")
end

function timestamp.valid(text)
  local date, rest = text:match("^(%d%d%d%d%-%d%d%-%d%dT%d%d:%d%d:%d%d)(.*)$")
  if not date then return false end
  local year, month, day, hour, minute, second = date:match("^(%d+)-(%d+)-(%d+)T(%d+):(%d+):(%d+)$")
  year, month, day = tonumber(year), tonumber(month), tonumber(day)
  if year < 1 or month < 1 or month > 12 or day < 1 or day > days_in(year, month) then return false end
  if tonumber(hour) > 23 or tonumber(minute) > 59 or tonumber(second) > 59 then return false end
  local fraction, zone = rest:match("^%.(%d+)(.*)$")
  if fraction and #fraction > 9 then return false end
  return zone_valid(zone or rest, date)
end

-- The offset of a valid time, for example `+01:00`; nil where it says none, by `Z` or by `-00:00` (RFC 3339, 4.3).
function timestamp.offset(text)
  local offset = text:match("[+-]%d%d:%d%d$")
  return offset ~= "-00:00" and offset or nil
end

return timestamp
